"""A stand-in for an OTLP collector: it hears spans over HTTP, in a thread, and says what was in them."""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer

from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.trace.v1.trace_pb2 import Span


@dataclass
class Heard:
    url: str = ""
    spans: list[tuple[str, Span]] = field(default_factory=list)
    """(service, span)."""

    def named(self, name: str, trace: str = "") -> list[Span]:
        """Of this trace, if one is named by its id in hex."""
        return [span for _, span in self.spans if span.name == name and trace in ("", span.trace_id.hex())]

    def way_up(self, span: Span, root: str) -> list[str]:
        """The names from this span up; the last is `root` where the way ends in the span of this id, else `lost`."""
        by_id = {one.span_id.hex(): one for _, one in self.spans}
        names = [span.name]
        while (parent := span.parent_span_id.hex()) != root:
            if parent not in by_id:
                return [*names, "lost"]
            names, span = [*names, by_id[parent].name], by_id[parent]
        return [*names, "root"]


@contextmanager
def collecting() -> Iterator[Heard]:
    heard = Heard()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            said = ExportTraceServiceRequest.FromString(self.rfile.read(int(self.headers["Content-Length"])))
            heard.spans += [pair for of in said.resource_spans for pair in _spans(of)]
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Nothing is written."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        heard.url = f"http://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield heard
        server.shutdown()


def _spans(of: object) -> list[tuple[str, Span]]:
    facts = {one.key: one.value.string_value for one in of.resource.attributes}  # type: ignore[attr-defined]
    return [(facts["service.name"], span) for scope in of.scope_spans for span in scope.spans]  # type: ignore[attr-defined]

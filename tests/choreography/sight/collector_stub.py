"""A stand-in for an OTLP collector: it hears spans over HTTP, in a thread, and says what was in them."""

import ssl
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

from opentelemetry.proto.collector.logs.v1.logs_service_pb2 import ExportLogsServiceRequest
from opentelemetry.proto.collector.trace.v1.trace_service_pb2 import ExportTraceServiceRequest
from opentelemetry.proto.logs.v1.logs_pb2 import ResourceLogs
from opentelemetry.proto.trace.v1.trace_pb2 import Span


@dataclass
class Heard:
    url: str = ""
    spans: list[tuple[str, Span]] = field(default_factory=list)
    """(service, span)."""
    lines: list[tuple[str, str]] = field(default_factory=list)
    """(service, what was logged)."""

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
def collecting(certificate: tuple[Path, Path] | None = None) -> Iterator[Heard]:
    """With a certificate, and its key, it speaks TLS alone."""
    heard = Heard()

    class Handler(BaseHTTPRequestHandler):
        def do_POST(self) -> None:
            body = self.rfile.read(int(self.headers["Content-Length"]))
            if self.path == "/v1/logs":
                heard.lines += [
                    pair for of in ExportLogsServiceRequest.FromString(body).resource_logs for pair in _lines(of)
                ]
            else:
                said = ExportTraceServiceRequest.FromString(body)
                heard.spans += [pair for of in said.resource_spans for pair in _spans(of)]
            self.send_response(200)
            self.send_header("Content-Length", "0")
            self.end_headers()

        def log_message(self, *args: object) -> None:
            """Nothing is written."""

    with ThreadingHTTPServer(("127.0.0.1", 0), Handler) as server:
        if certificate:
            context = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
            context.load_cert_chain(*certificate)
            server.socket = context.wrap_socket(server.socket, server_side=True)
        heard.url = f"{'https' if certificate else 'http'}://127.0.0.1:{server.server_port}"
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield heard
        server.shutdown()


def _lines(of: ResourceLogs) -> list[tuple[str, str]]:
    facts = {one.key: one.value.string_value for one in of.resource.attributes}
    return [(facts["service.name"], one.body.string_value) for scope in of.scope_logs for one in scope.log_records]


def _spans(of: object) -> list[tuple[str, Span]]:
    facts = {one.key: one.value.string_value for one in of.resource.attributes}  # type: ignore[attr-defined]
    return [(facts["service.name"], span) for scope in of.scope_spans for span in scope.spans]  # type: ignore[attr-defined]

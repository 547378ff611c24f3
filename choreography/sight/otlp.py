"""Spans over OTLP/HTTP: collected, and sent by a thread of their own. Imported only where something is traced."""

from collections.abc import Iterable
from functools import lru_cache

from opentelemetry.exporter.otlp.proto.http.trace_exporter import OTLPSpanExporter
from opentelemetry.sdk.resources import Resource
from opentelemetry.sdk.trace import ReadableSpan
from opentelemetry.sdk.trace.export import BatchSpanProcessor
from opentelemetry.trace import Link, SpanContext, SpanKind, Status, StatusCode, TraceFlags

from choreography.sight.collector_at import reached
from choreography.sight.settings import SightSettings
from choreography.sight.traceparent import span_id, trace_id
from choreography.sight.tracer import Span

AT_ONCE = 512
"""Spans of one sending."""


class Otlp:
    """The SDK's own tracer would make up a span's id, and ours follow from messages: finished spans are handed in."""

    on = True

    def __init__(self, settings: SightSettings, worker: str = "") -> None:
        exporter = OTLPSpanExporter(**reached(settings, "traces"), certificate_file=settings.otlp_ca or None)
        self._worker = worker
        self._processor = BatchSpanProcessor(
            exporter,
            max_queue_size=settings.trace_waiting,
            schedule_delay_millis=1000 * settings.trace_every,
            max_export_batch_size=min(AT_ONCE, settings.trace_waiting),
        )

    def record(self, spans: Iterable[Span]) -> None:
        for span in spans:
            self._processor.on_end(_readable(span, self._worker))

    def close(self) -> None:
        self._processor.shutdown()  # type: ignore[no-untyped-call]


def _readable(span: Span, worker: str) -> ReadableSpan:
    return ReadableSpan(
        name=span.name,
        context=_context(span.traceparent),
        parent=_context(span.parent) if span.parent else None,
        resource=_resource(span.service, worker),
        attributes=span.facts,
        links=[Link(_context(one)) for one in span.links],
        kind=SpanKind[span.kind.upper()],
        status=Status(StatusCode.ERROR, span.error) if span.error else Status(StatusCode.UNSET),
        start_time=span.began,
        end_time=max(span.began, span.ended),
    )


def _context(traceparent: str) -> SpanContext:
    ids = int(trace_id(traceparent), 16), int(span_id(traceparent), 16)
    return SpanContext(*ids, is_remote=True, trace_flags=TraceFlags(TraceFlags.SAMPLED))


@lru_cache(64)
def _resource(service: str, worker: str) -> Resource:
    return Resource(
        {"service.namespace": "boxoffice", "service.name": service, "service.instance.id": worker or service}
    )

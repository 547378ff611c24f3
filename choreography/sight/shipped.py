"""Log lines over OTLP/HTTP to another system, which keeps them when this machine does not."""

import json
from typing import TextIO

from opentelemetry._logs import LogRecord, SeverityNumber
from opentelemetry.exporter.otlp.proto.http._log_exporter import OTLPLogExporter
from opentelemetry.sdk._logs import LoggerProvider
from opentelemetry.sdk._logs.export import BatchLogRecordProcessor
from opentelemetry.sdk.resources import Resource

from choreography.sight.collector_at import reached
from choreography.sight.settings import SightSettings

ITS_OWN = '"logger": "opentelemetry'
"""What is said of a sending that failed is not sent."""
SEVERITY = {
    "debug": SeverityNumber.DEBUG,
    "info": SeverityNumber.INFO,
    "warning": SeverityNumber.WARN,
    "error": SeverityNumber.ERROR,
    "critical": SeverityNumber.FATAL,
}


class Shipped:
    """Where finished lines are written: to `stream`, and by a thread of its own to the collector.

    While that is away so many wait (`trace_waiting`), and the stream has all.
    """

    def __init__(self, stream: TextIO, settings: SightSettings, service: str, worker: str = "") -> None:
        self.stream = stream
        known = {"service.namespace": "boxoffice", "service.name": service, "service.instance.id": worker or service}
        self._provider = LoggerProvider(Resource(known), shutdown_on_exit=True)
        exporter = OTLPLogExporter(**reached(settings, "logs"), certificate_file=settings.otlp_ca or None)
        waiting, every = settings.trace_waiting, 1000 * settings.trace_every
        self._provider.add_log_record_processor(
            BatchLogRecordProcessor(exporter, max_queue_size=waiting, schedule_delay_millis=every)
        )
        self._logger = self._provider.get_logger("boxoffice")

    def write(self, text: str) -> int:
        for line in text.splitlines():
            if line and ITS_OWN not in line:
                self._logger.emit(LogRecord(body=line, severity_number=severity(line)))
        return self.stream.write(text)

    def flush(self) -> None:
        self.stream.flush()

    def close(self) -> None:
        self._provider.shutdown()


def severity(line: str) -> SeverityNumber:
    try:
        return SEVERITY.get(json.loads(line)["level"], SeverityNumber.INFO)
    except (ValueError, KeyError, TypeError):
        return SeverityNumber.INFO

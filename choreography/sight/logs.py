"""Log lines: one JSON object each, whoever writes them, with the correlation id of what is being worked on."""

import logging
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any, TextIO, cast

import structlog
from structlog.processors import JSONRenderer, StackInfoRenderer, TimeStamper, add_log_level, format_exc_info
from structlog.stdlib import ExtraAdder, ProcessorFormatter
from structlog.typing import Processor

from choreography.sight import story
from choreography.sight.scrub import scrubbed_value
from choreography.sight.settings import SightSettings

QUIET = ("aiokafka", "asyncio", "choreography.kafka.broker", "stripe", "urllib3")
"""These tell of every single thing that they do: of them only warnings are kept."""
UNASKED = ("asyncpg.pool",)
"""Of these only errors: as warnings they tell, with all of their stack, what whoever asked the database tells too."""
KEPT = frozenset({"at", "level", "logger", "service", "worker"})
"""Fields that are ours alone, and are not looked at."""
Line = MutableMapping[str, Any]


def configure(level: str, service: str, worker: str = "", stream: TextIO | None = None) -> None:
    """For the whole process; `stream` is standard error by default. Raises ValueError for an unknown level.

    Lines of the standard library's loggers, ours and those of libraries, and of structlog's come out the same.
    """
    stream = stream or sys.stderr
    process = {"service": service} | ({"worker": worker} if worker else {})
    told: list[Processor] = [add_log_level, _logger, TimeStamper("iso", utc=True, key="at"), _of(process), _story]
    shown: list[Processor] = [StackInfoRenderer(), format_exc_info, _scrub, JSONRenderer()]
    _configure_library(level, stream, told, shown)
    structlog.configure(
        processors=[*told, *shown],
        wrapper_class=structlog.make_filtering_bound_logger(level.upper()),
        logger_factory=lambda *names: Named(stream, *names),
        cache_logger_on_first_use=True,
    )


def lines_to(settings: SightSettings, service: str, worker: str = "") -> TextIO:
    """Standard error; and another system too, where the settings want that."""
    if not (settings.otlp_logs and settings.otlp_endpoint):
        return sys.stderr
    from choreography.sight.shipped import Shipped  # noqa: PLC0415 only where it is wanted

    return cast(TextIO, Shipped(sys.stderr, settings, service, worker))


def _configure_library(level: str, stream: TextIO, told: list[Processor], shown: list[Processor]) -> None:
    handler = logging.StreamHandler(stream)
    processors = [ProcessorFormatter.remove_processors_meta, *shown]
    handler.setFormatter(ProcessorFormatter(foreign_pre_chain=[ExtraAdder(), *told], processors=processors))
    logging.basicConfig(handlers=[handler], level=level.upper(), force=True)
    for names, least in ((QUIET, logging.WARNING), (UNASKED, logging.ERROR)):
        for name in names:
            logging.getLogger(name).setLevel(least)


class Named(structlog.WriteLogger):
    """Writes a whole line at once. `name` is what the logger was asked for by."""

    def __init__(self, stream: TextIO, name: str = "") -> None:
        super().__init__(stream)
        self.name = name


def _logger(logger: Any, _: str, line: Line) -> Line:
    record = line.get("_record")
    line["logger"] = record.name if record else getattr(logger, "name", "")
    return line


def _of(process: Mapping[str, str]) -> Processor:
    def add(_: Any, __: str, line: Line) -> Line:
        line.update(process)
        return line

    return add


def _story(_: Any, __: str, line: Line) -> Line:
    if correlation := line.get("correlation") or story.correlation.get():
        line["correlation"] = correlation
    return line


def _scrub(_: Any, __: str, line: Line) -> Line:
    """Also in tracebacks. A correlation id may be a client's own, so it is looked at too."""
    return {name: value if name in KEPT else scrubbed_value(name, value) for name, value in line.items()}

"""Log lines: one JSON object each, whoever writes them, with the correlation id of what is being worked on."""

import logging
import sys
from collections.abc import Mapping, MutableMapping
from typing import Any, TextIO

import structlog
from structlog.stdlib import BoundLogger, ExtraAdder, LoggerFactory, ProcessorFormatter
from structlog.typing import Processor

from choreography.sight import story
from choreography.sight.scrub import scrubbed_value

QUIET = ("aiokafka", "asyncio", "choreography.kafka.broker", "urllib3")
"""These tell of every single thing that they do: of them only warnings are kept."""
KEPT = frozenset({"at", "level", "logger", "service", "worker"})
"""Fields that are ours alone, and are not looked at."""
Line = MutableMapping[str, Any]


def configure(level: str, service: str, worker: str = "", stream: TextIO | None = None) -> None:
    """For the whole process; `stream` is standard error by default. Raises ValueError for an unknown level.

    Lines of the standard library's loggers, ours and those of libraries, and of structlog's come out the same.
    """
    every: list[Processor] = [
        structlog.stdlib.add_log_level,
        structlog.stdlib.add_logger_name,
        structlog.processors.TimeStamper(fmt="iso", utc=True, key="at"),
        _of({"service": service} | ({"worker": worker} if worker else {})),
        _story,
    ]
    handler = logging.StreamHandler(stream or sys.stderr)
    handler.setFormatter(ProcessorFormatter(foreign_pre_chain=[ExtraAdder(), *every], processors=_written()))
    logging.basicConfig(handlers=[handler], level=level.upper(), force=True)
    for name in QUIET:
        logging.getLogger(name).setLevel(logging.WARNING)
    structlog.configure(
        processors=[
            structlog.stdlib.filter_by_level,
            structlog.stdlib.PositionalArgumentsFormatter(),
            *every,
            ProcessorFormatter.wrap_for_formatter,
        ],
        logger_factory=LoggerFactory(),
        wrapper_class=BoundLogger,
    )


def _written() -> list[Processor]:
    return [
        ProcessorFormatter.remove_processors_meta,
        structlog.processors.StackInfoRenderer(),
        structlog.processors.format_exc_info,
        _scrub,
        structlog.processors.JSONRenderer(),
    ]


def _of(process: Mapping[str, str]) -> Processor:
    def add(_: Any, __: str, line: Line) -> Line:
        for name, value in process.items():
            line.setdefault(name, value)
        return line

    return add


def _story(_: Any, __: str, line: Line) -> Line:
    if correlation := line.get("correlation") or story.correlation.get():
        line["correlation"] = correlation
    return line


def _scrub(_: Any, __: str, line: Line) -> Line:
    """Also in tracebacks. A correlation id may be a client's own, so it is looked at too."""
    return {name: value if name in KEPT else scrubbed_value(name, value) for name, value in line.items()}

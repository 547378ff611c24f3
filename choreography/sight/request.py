"""Where a trace begins: a request at the door; and what leaves by it, for the log or for the sockets."""

import random
import time

from choreography.sight import traceparent
from choreography.sight.tracer import SILENT, Span, Tracer, since


class Trace:
    """One request. Its messages carry `traceparent`, which is empty if the request is not traced."""

    __slots__ = ("_asked", "_began", "_tracer", "traceparent")

    def __init__(self, tracer: Tracer, mine: str, asked: str) -> None:
        self.traceparent, self._tracer, self._asked = mine, tracer, asked
        self._began = time.perf_counter() if mine else 0.0

    def end(self, name: str, status: int) -> None:
        """`name` is method and route, never the path, which holds ids."""
        if not self.traceparent:
            return
        facts: dict[str, str | int] = {"http.response.status_code": status}
        error = str(status) if status >= SERVER_ERROR else ""
        times = since(self._began), time.time_ns()
        span = Span("edge", name, "server", self.traceparent, *times, parent=self._asked, facts=facts, error=error)
        self._tracer.record([span])


SERVER_ERROR = 500
UNTRACED = Trace(SILENT, "", "")


def begin(tracer: Tracer, ratio: float, asked: str = "", trust: bool = False) -> Trace:
    """`asked` is the client's own `traceparent`: a traced request goes on with it. Whether one is traced is for
    `ratio` to say (0 to 1), or for the client if it is trusted."""
    if not tracer.on:
        return UNTRACED
    by_client = traceparent.sampled(asked)
    chosen = by_client if trust and asked else random.random() < ratio  # noqa: S311 (guards nothing)
    if not chosen:
        return UNTRACED
    return Trace(tracer, traceparent.beside(asked), asked) if by_client else Trace(tracer, traceparent.begun(), "")


def went_out(tracer: Tracer, name: str, said_by: str, began: float, facts: dict[str, str | int]) -> None:
    """A command went out to the log, or a word of the mesh to sockets; `said_by` is the traceparent it carries."""
    if tracer.on and traceparent.sampled(said_by):
        mine, times = traceparent.beside(said_by), (since(began), time.time_ns())
        tracer.record([Span("edge", name, "producer", mine, *times, parent=said_by, facts=facts)])

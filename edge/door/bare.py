"""A problem that is told without the application: what came was no whole request, or is not to be looked at."""

from collections.abc import Mapping
from http import HTTPStatus

from litestar.types import Send

from edge.problem import MEDIA, Problem

SAID = {"content-type": MEDIA, "cache-control": "no-store", "x-content-type-options": "nosniff"}


def written(problem: Problem) -> bytes:
    """All of the response; the connection is closed after it."""
    body = problem.body("")
    lines = (
        f"HTTP/1.1 {problem.status} {HTTPStatus(problem.status).phrase}",
        f"content-length: {len(body)}",
        "connection: close",
        *(f"{name.lower()}: {value}" for name, value in {**SAID, **problem.headers}.items()),
    )
    return "\r\n".join((*lines, "", "")).encode() + body


async def told(problem: Problem, send: Send, correlation: str = "", more: Mapping[str, str] | None = None) -> None:
    """The same of a request that did come."""
    said = {**SAID, **(more or {}), **problem.headers}
    headers = [(name.lower().encode(), value.encode()) for name, value in said.items()]
    await send({"type": "http.response.start", "status": problem.status, "headers": headers})
    await send({"type": "http.response.body", "body": problem.body(correlation), "more_body": False})

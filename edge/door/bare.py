"""A problem that is told without the application: what came was no whole request."""

from http import HTTPStatus

from edge.problem import MEDIA, Problem


def written(problem: Problem) -> bytes:
    """All of the response; the connection is closed after it."""
    body = problem.body("")
    lines = (
        f"HTTP/1.1 {problem.status} {HTTPStatus(problem.status).phrase}",
        f"content-type: {MEDIA}",
        f"content-length: {len(body)}",
        "cache-control: no-store",
        "x-content-type-options: nosniff",
        "connection: close",
        *(f"{name.lower()}: {value}" for name, value in problem.headers.items()),
    )
    return "\r\n".join((*lines, "", "")).encode() + body

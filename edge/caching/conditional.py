"""What a cache on the way is told: how long it may keep an answer, and whether the one that it has is still right."""

from litestar.response.base import ASGIResponse

from edge.asking.reply import JSON
from edge.caching.shared import Answer

PRIVATE = {"Cache-Control": "private, no-store"}
NOT_MODIFIED = 304


def public(answer: Answer, bound: float, age: float, asked: str | None) -> ASGIResponse:
    """`asked` is what the client said in `If-None-Match`."""
    headers = {"ETag": answer.etag, "Cache-Control": kept(bound, age), "Vary": "Origin"}
    if asked is not None and matches(asked, answer.etag):
        return ASGIResponse(status_code=NOT_MODIFIED, headers=headers)
    return ASGIResponse(body=answer.body, media_type=JSON, headers=headers)


def kept(bound: float, age: float) -> str:
    """What is left of the bound, at least a second: a cache that may keep nothing for one asks for every reader."""
    if bound < 1:
        return "public, no-cache"
    return f"public, max-age={max(1, int(bound - age))}, must-revalidate"


def matches(asked: str, etag: str) -> bool:
    """A proxy that changed the form, as by compressing, says W/ before it: what is shown is the same."""
    named = [one.strip().removeprefix("W/") for one in asked.split(",")]
    return etag in named or named == ["*"]

"""What a cache on the way is told: how long it may keep an answer, and whether the one that it has is still right."""

from litestar.response.base import ASGIResponse

from edge.asking.reply import JSON
from edge.caching.shared import Answer

PRIVATE = {"Cache-Control": "private, no-store"}
NOT_MODIFIED = 304


def public(answer: Answer, left: float, asked: str | None) -> ASGIResponse:
    """`left` seconds of the bound are left, `asked` is what the client said in `If-None-Match`."""
    keep = f"public, max-age={max(0, int(left))}, must-revalidate"
    headers = {"ETag": answer.etag, "Cache-Control": keep, "Vary": "Origin"}
    if asked is not None and matches(asked, answer.etag):
        return ASGIResponse(status_code=NOT_MODIFIED, headers=headers)
    return ASGIResponse(body=answer.body, media_type=JSON, headers=headers)


def matches(asked: str, etag: str) -> bool:
    """A proxy that changed the form, as by compressing, says W/ before it: what is shown is the same."""
    named = [one.strip().removeprefix("W/") for one in asked.split(",")]
    return etag in named or named == ["*"]

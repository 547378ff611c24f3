"""For those who run it, and for those who verify tokens themselves."""

from typing import Any

import msgspec
from litestar import get
from litestar.response.base import ASGIResponse

from edge.asking.reply import JSON
from edge.auth.guards import PUBLIC
from edge.world import Here

TEXT = "text/plain; version=0.0.4; charset=utf-8"


@get("/health/live", opt=PUBLIC, include_in_schema=False, sync_to_thread=False)
def live() -> dict[str, str]:
    return {"status": "live"}


@get("/health/ready", opt=PUBLIC, include_in_schema=False, sync_to_thread=False)
def ready(world: Here) -> ASGIResponse:
    """Read from flags: nobody is asked. 503 while nothing could be sold."""
    there, ok = world.health.there, world.health.ready
    body = msgspec.json.encode({"status": "ready" if ok else "not ready", "there": there})
    return ASGIResponse(body=body, status_code=200 if ok else 503, media_type=JSON)


@get("/metrics", opt=PUBLIC, include_in_schema=False, sync_to_thread=False)
def metrics(world: Here) -> ASGIResponse:
    return ASGIResponse(body=world.metrics.text(), media_type=TEXT)


@get("/.well-known/jwks.json", opt=PUBLIC, tags=["sessions"], sync_to_thread=False)
def jwks(world: Here) -> ASGIResponse:
    """The keys that access tokens are signed with."""
    body: dict[str, Any] = {"keys": world.keys.jwks}
    return ASGIResponse(body=msgspec.json.encode(body), media_type=JSON, headers={"Cache-Control": "max-age=60"})

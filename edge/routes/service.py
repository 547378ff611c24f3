"""For those who run it, and for those who verify tokens themselves."""

from typing import Any, Literal

import msgspec
from litestar import MediaType, get
from litestar.openapi.datastructures import ResponseSpec
from litestar.response.base import ASGIResponse

from edge.asking.reply import JSON
from edge.auth.guards import PUBLIC
from edge.auth.inside import from_inside
from edge.limits.rules import UNLIMITED
from edge.world import Here

TEXT = "text/plain; version=0.0.4"
"""Litestar adds the character set."""


class Live(msgspec.Struct):
    status: Literal["live"]


class Readiness(msgspec.Struct):
    """`there` names each server, and whether it answers; `breakers` those that are not asked for each request."""

    status: Literal["ready", "not ready"]
    there: dict[str, bool]
    breakers: dict[str, dict[str, str]]


def said(kind: type, description: str, media_type: str = JSON) -> ResponseSpec:
    return ResponseSpec(kind, generate_examples=False, description=description, media_type=media_type)


READINESS = {200: said(Readiness, "Tickets can be sold."), 503: said(Readiness, "Nothing could be sold.")}
METRICS = {200: said(str, "The text that Prometheus reads.", MediaType.TEXT)}


@get("/health/live", opt=PUBLIC | UNLIMITED, tags=["operating"], sync_to_thread=False)
def live() -> Live:
    """The process answers."""
    return Live("live")


@get("/health/ready", opt=PUBLIC | UNLIMITED, tags=["operating"], responses=READINESS, sync_to_thread=False)
def ready(world: Here) -> ASGIResponse:
    """What stands behind the edge, as last seen: nobody is asked. 503 while nothing could be sold."""
    there, ok = world.health.there, world.health.ready
    open_: dict[str, str] = {one.dependency: one.state for one in world.outside.breakers if one.state != "closed"}
    breakers = {"edge": open_} if open_ else {}
    body = msgspec.json.encode(Readiness("ready" if ok else "not ready", there, breakers))
    return ASGIResponse(body=body, status_code=200 if ok else 503, media_type=JSON)


@get(
    "/metrics",
    guards=[from_inside],
    opt=PUBLIC | UNLIMITED,
    tags=["operating"],
    responses=METRICS,
    sync_to_thread=False,
)
def metrics(world: Here) -> ASGIResponse:
    """Requests, their seconds, what waits, sockets and frames, for Prometheus: to whoever asks from within."""
    return ASGIResponse(body=world.metrics.text(), media_type=TEXT)


@get("/.well-known/jwks.json", opt=PUBLIC, tags=["sessions"], sync_to_thread=False)
def jwks(world: Here) -> ASGIResponse:
    """The keys that access tokens are signed with."""
    body: dict[str, Any] = {"keys": world.keys.jwks}
    return ASGIResponse(body=msgspec.json.encode(body), media_type=JSON, headers={"Cache-Control": "max-age=60"})

"""The outermost of the application: a correlation id, safe headers, one access line and the metrics of each request."""

import logging
import re
import time
import uuid
from collections.abc import Callable
from typing import Any

import structlog
from litestar.enums import ScopeType
from litestar.types import ASGIApp, HTTPScope, Message, Receive, Scope, Send

from choreography.sight import story
from edge.door.bare import told
from edge.door.host import is_host
from edge.live.ports import User
from edge.problem import Problem

log, trouble = structlog.get_logger("access"), logging.getLogger(__name__)
CORRELATION = re.compile(r"[A-Za-z0-9._-]{8,64}")
SAFE = [
    (b"x-content-type-options", b"nosniff"),
    (b"x-frame-options", b"DENY"),
    (b"referrer-policy", b"no-referrer"),
    (b"strict-transport-security", b"max-age=31536000; includeSubDomains"),
    (b"cross-origin-opener-policy", b"same-origin"),
    (b"permissions-policy", b"camera=(), microphone=(), geolocation=()"),
]
CLOSED = (b"content-security-policy", b"default-src 'none'; base-uri 'none'; frame-ancestors 'none'")
PRIVATE = (b"cache-control", b"no-store")
GONE, BROKEN = 499, 500
"""As seen here: who asked had left before there was an answer; the application raised."""
Seen = Callable[[str, str, int, float], None]
"""Told of each response: method, route, status, seconds."""
Said = Callable[[str, str], dict[str, str]]
"""Further headers of a response, by the request's method and route."""


class Door:
    def __init__(self, app: ASGIApp, seen: Seen, said: Said) -> None:
        self.app, self.seen, self.said = app, seen, said

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if scope["type"] != ScopeType.HTTP:
            return await self.app(scope, receive, send)
        began, status, answering = time.perf_counter(), GONE, False
        correlation = _correlation(scope["headers"])
        scope["state"] = {**scope.get("state", {}), "correlation": correlation}
        story.correlation.set(correlation)

        left = False

        async def receiving() -> Any:
            nonlocal left
            message = await receive()
            left = left or message["type"] == "http.disconnect"
            return message

        async def sending(message: Message) -> None:
            nonlocal status, answering
            if message["type"] == "http.response.start":
                answering = True
                status = GONE if left else message["status"]
                message["headers"] = _headers(
                    message["headers"], scope["state"], self.said(scope["method"], _route(scope))
                )
            await send(message)

        try:
            if is_host(scope["headers"]):
                await self.app(scope, receiving, sending)
            else:
                await told(Problem(400, "bad_request"), sending, correlation)
        except BaseException as error:
            status = BROKEN
            if answering or not isinstance(error, Exception):
                raise
            trouble.error("unexpected, %s", correlation, exc_info=error)
            await told(Problem(BROKEN, "internal"), sending, correlation)
        finally:
            self._note(scope, status, time.perf_counter() - began)

    def _note(self, scope: HTTPScope, status: int, seconds: float) -> None:
        route, user = _route(scope), scope.get("user")
        self.seen(scope["method"], route, status, seconds)
        log.info(
            "request",
            method=scope["method"],
            route=route,
            status=status,
            ms=round(seconds * 1000, 1),
            correlation=scope["state"]["correlation"],
            user=user.id if isinstance(user, User) else None,
        )


def _route(scope: HTTPScope) -> str:
    """Never the path: it holds ids, and would make a series each."""
    return scope.get("path_template") or "unmatched"


def _correlation(headers: Any) -> str:
    said = next((value.decode("latin-1") for name, value in headers if name == b"x-correlation-id"), "")
    return said if CORRELATION.fullmatch(said) else str(uuid.uuid4())


def _headers(said: Any, state: dict[str, Any], more: dict[str, str]) -> list[tuple[bytes, bytes]]:
    """What a route said of its own holds."""
    names = {name.lower() for name, _ in said}
    own = [*SAFE, CLOSED, PRIVATE, (b"x-correlation-id", state["correlation"].encode())]
    more = {**state.get("rate", {}), **more}
    own += [(name.lower().encode(), value.encode()) for name, value in more.items()]
    return [*said, *(pair for pair in own if pair[0] not in names)]

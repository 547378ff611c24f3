"""What a page is given that no script may read: sent to this host alone, over TLS, and from no other site."""

from typing import Any

from litestar import Request
from litestar.datastructures import Cookie

from edge.auth.devices import LASTS as DEVICE
from edge.problem import Problem

REFRESH_TOKEN = "__Host-rt"  # noqa: S105 a name
DEVICE_TOKEN = "__Host-device"  # noqa: S105 likewise
BROWSER = "__Host-browser"
"""By which who was sent to a provider is known when they come back."""
SESSION = 30 * 24 * 3600
"""Seconds; identity says when a session ends, this is only when the browser forgets it."""


def kept(said: dict[str, object]) -> list[Cookie]:
    """What is secret in an answer, taken out of it."""
    cookies = [cookie(REFRESH_TOKEN, str(said.pop("refresh_token")), SESSION)]
    if device := said.pop("device", ""):
        cookies.append(cookie(DEVICE_TOKEN, str(device), DEVICE))
    return cookies


def cookie(name: str, value: str, lasts: int) -> Cookie:
    return Cookie(key=name, value=value, path="/", max_age=lasts, secure=True, httponly=True, samesite="strict")


def forgotten() -> Cookie:
    return cookie(REFRESH_TOKEN, "", 0)


def refresh_token(request: Request[Any, Any, Any], origins: frozenset[str]) -> str:
    """Empty if there is none. Raises Problem where another page asks than one of ours."""
    token = request.cookies.get(REFRESH_TOKEN, "")
    if token and request.headers.get("origin") not in origins:
        raise Problem(403, "foreign_origin")
    return token


def device(request: Request[Any, Any, Any]) -> str:
    return request.cookies.get(DEVICE_TOKEN, "")

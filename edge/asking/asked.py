"""One request to change something: what every such request brings along."""

import re
from dataclasses import dataclass, replace
from typing import Any

from litestar import Request

from edge import ids
from edge.live.ports import User
from edge.problem import Problem

WAIT = re.compile(r"(?:^|[,;\s])wait=(\d{1,4})(?:$|[,;\s])")
TYPED = re.compile(r":\w+}")
"""In a path as the framework writes it, the kind of a part."""
KEY = re.compile(rf"[\x21-\x7e]{{1,{ids.KEY_AT_MOST}}}")


@dataclass(frozen=True, slots=True)
class Asked:
    """`key` is the client's idempotency key, or one made for this request alone (`keyed` says which)."""

    user: str
    key: str
    keyed: bool
    wait: int
    """Seconds for which the client would rather wait for the answer; 0 if it would not."""
    correlation: str
    traceparent: str
    route: str = ""
    """Method and path as OpenAPI says them, never the path that was asked for."""
    means: str = ""
    """Stands for what the client said, where the command is sealed anew at each try."""

    @property
    def command_id(self) -> str:
        return ids.command_id(self.user, self.key)

    def of(self, whose: str) -> "Asked":
        """A key of theirs: who is not signed in has none of their own."""
        return replace(self, key=f"{whose}:{self.key}")


NOBODY = Asked(user="", key="", keyed=False, wait=0, correlation="", traceparent="")
"""The edge itself."""


def asked(request: Request[Any, Any, Any], wait_at_most: int = 30) -> Asked:
    """Raises Problem for a key that is none."""
    headers = request.headers
    key, user = headers.get("idempotency-key"), request.scope.get("user")
    if key is not None and not KEY.fullmatch(key):
        raise Problem(422, "invalid", errors=[{"field": "Idempotency-Key", "message": "1 to 128 printable characters"}])
    wished = WAIT.search(headers.get("prefer", ""))
    return Asked(
        user=user.id if isinstance(user, User) else "",
        key=key or ids.fresh(),
        keyed=key is not None,
        wait=min(int(wished.group(1)), wait_at_most) if wished else 0,
        correlation=request.scope["state"].get("correlation", ""),
        traceparent=request.scope["state"].get("traceparent", ""),
        route=route(request),
    )


def route(request: Request[Any, Any, Any]) -> str:
    return f"{request.method} {TYPED.sub('}', request.scope.get('path_template', ''))}"

"""Guards: who may go on. Every route asks for a token, unless it says that it does not."""

import time
from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from edge.auth.api_tokens import is_one
from edge.limits.rules import address
from edge.live.ports import TokenRefused, User
from edge.problem import Problem, unauthorized

if TYPE_CHECKING:
    from edge.world import World

Connection = ASGIConnection[Any, Any, Any, Any]
PUBLIC = {"exclude_from_auth": True}
"""`opt` of a route that never looks at a token."""
OPTIONAL = {"token": "optional"}
"""`opt` of a route that shows more to who has one."""


async def signed_in(connection: Connection, handler: BaseRouteHandler) -> None:
    """For the whole application. Raises Problem."""
    if handler.opt.get("exclude_from_auth"):
        return
    said = connection.headers.get("authorization")
    if said is None and handler.opt.get("token") == "optional":
        return
    world: World = connection.app.state.world
    connection.scope["user"] = await bearer(world, connection, said)


async def bearer(world: "World", connection: Connection, said: str | None) -> User:
    """Raises Problem."""
    scheme, _, token = (said or "").partition(" ")
    if scheme.lower() != "bearer" or not token:
        raise Problem(401, "token_missing", headers={"WWW-Authenticate": "Bearer"})
    try:
        return await (by_api_token(world, connection, token) if is_one(token) else world.tokens.verify(token))
    except TokenRefused as refused:
        raise unauthorized(str(refused)) from refused


async def by_api_token(world: "World", connection: Connection, token: str) -> User:
    """Who brings many that are none waits, before one more is looked up. Raises TokenRefused, and Problem."""
    who = address(connection)
    if not world.api_tokens.knows(token):
        await world.limits.spend(connection.scope, "tokens", who, 0)
    try:
        return await world.api_tokens.verify(token)
    except TokenRefused:
        await world.limits.spend(connection.scope, "tokens", who)
        raise


def role(*names: str) -> Callable[[Connection, BaseRouteHandler], None]:
    """A guard of one route: the user must have one of these roles."""

    def has_role(connection: Connection, handler: BaseRouteHandler) -> None:
        user: User = connection.scope["user"]
        if not user.roles.intersection(names):
            raise Problem(403, "role_missing", roles=sorted(names))

    return has_role


def proved(connection: Connection, handler: BaseRouteHandler) -> None:
    """A guard of what moves money or cannot be undone: the second factor, if any, was shown a short while ago."""
    user: User = connection.scope["user"]
    settings = connection.app.state.world.settings
    if user.proved is None:
        if user.roles & settings.second_factor_for:
            raise Problem(403, "second_factor_needed")
    elif time.time() - user.proved.timestamp() > settings.step_up_within:
        raise Problem(403, "step_up_required")


def is_operator(user: User) -> bool:
    return user.operator

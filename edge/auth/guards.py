"""Guards: who may go on. Every route asks for a token, unless it says that it does not."""

import asyncio
import time
from collections.abc import Awaitable, Callable
from typing import TYPE_CHECKING, Any

from litestar.connection import ASGIConnection
from litestar.handlers import BaseRouteHandler

from choreography.ports import Unreachable
from contracts.rights import MemberRole, Right, Role, may, role_of, roles_with
from edge.auth import factor
from edge.auth.api_tokens import is_one
from edge.auth.trying import tried
from edge.limits.rules import address
from edge.live.ports import TokenRefused, User
from edge.problem import Problem, not_found, unauthorized

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
    connection.scope["user"] = world.roles.ahead(await bearer(world, connection, said))


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
    """Raises TokenRefused, and Problem."""
    return await tried(world.api_tokens, world.limits, connection.scope, address(connection), token)


def role(*names: str) -> Callable[[Connection, BaseRouteHandler], None]:
    """A guard of one route: the user must have one of these roles."""

    def has_role(connection: Connection, handler: BaseRouteHandler) -> None:
        user: User = connection.scope["user"]
        if not user.roles.intersection(names):
            raise Problem(403, "role_missing", roles=sorted(names))

    return has_role


ORGANISING = frozenset(("organiser", "operator"))
"""Who has events under the own account's id, and who may deal with everybody's."""


def right(name: Right) -> Callable[[Connection, BaseRouteHandler], Awaitable[None]]:
    """A guard of one route: the user organises, or has this right as a member of some organisation.

    Whether it is the right one is for whoever knows whose the event is to say.
    """

    async def has_right(connection: Connection, handler: BaseRouteHandler) -> None:
        user: User = connection.scope["user"]
        await with_roles(connection, handler)
        if not user.roles & ORGANISING and not any(may(one, name) for one in roles_in(connection).values()):
            raise Problem(403, "role_missing", roles=sorted(ORGANISING))

    return has_right


def in_organisation(name: Right) -> Callable[[Connection, BaseRouteHandler], Awaitable[None]]:
    """A guard of a route of one organisation: the user has this right there.

    Where something is to be done, `users` says whether it is theirs: it may be too new to be shown.
    """

    async def has_right(connection: Connection, handler: BaseRouteHandler) -> None:
        await with_roles(connection, handler)
        there = role_in(connection, connection.path_params["organisation_id"])
        if there is None:
            if connection.scope.get("method") == "GET":
                raise not_found("organisation")
        elif not may(there, name):
            raise Problem(403, "role_missing", roles=sorted(roles_with(name)))

    return has_right


def role_in(connection: Connection, organisation_id: str) -> Role | None:
    """What who asks is there. An account organises under its own id if it has the role."""
    user: User = connection.scope["user"]
    own = user.id if user.roles & ORGANISING else ""
    return role_of(organisation_id, own, user.operator, roles_in(connection))


def organisation_of(connection: Connection, named: str | None, name: Right) -> str:
    """For which organisation something is made or read: the user's own, if none is named. Raises Problem."""
    user: User = connection.scope["user"]
    if named in (None, user.id):
        if not user.roles & ORGANISING:
            raise Problem(403, "role_missing", roles=sorted(ORGANISING))
        return user.id
    if not may(roles_in(connection).get(named or ""), name):
        raise not_found("organisation")
    return named or ""


FOUNDED_WITHIN, LOOKS = 1.0, 20
"""Seconds for which the door waits to hear of an organisation, and how often it looks meanwhile."""


async def organisation_for(connection: Connection, named: str | None, name: Right) -> str:
    """The same for what is to be made: it may be the first thing that who has just founded one does. Raises Problem."""
    user: User = connection.scope["user"]
    world: World = connection.app.state.world
    if named and named != user.id and named not in roles_in(connection):
        for _ in range(LOOKS):
            connection.scope["state"]["roles"] = found = await world.roles.now(user.id)
            if named in found or await world.organisations.is_known(named):
                break
            await asyncio.sleep(FOUNDED_WITHIN / LOOKS)
    return organisation_of(connection, named, name)


async def with_roles(connection: Connection, handler: BaseRouteHandler) -> None:
    """A guard that lets everybody in, and looks up what they are in organisations.

    While that cannot be read an organiser still has their own events, but nobody those of others.
    """
    user: User = connection.scope["user"]
    world: World = connection.app.state.world
    try:
        connection.scope["state"]["roles"] = found = await world.roles.of(user.id)
    except Unreachable:
        if not user.roles & ORGANISING:
            raise
    else:
        factor.check(user, [factor.MEMBER] if found else [], world.settings.second_factor_required)


def roles_in(connection: Connection) -> dict[str, MemberRole]:
    """What who asks is as a member, by organisation; for a route with one of the guards above."""
    found: dict[str, MemberRole] = connection.scope["state"].get("roles", {})
    return found


def proved(connection: Connection, handler: BaseRouteHandler) -> None:
    """A guard of what moves money or cannot be undone: its owner signed in a short while ago, by a code if need be.

    Of some roles the house may want a second factor for it, and refuse who has none.
    """
    user: User = connection.scope["user"]
    if user.proved is None and user.roles & connection.app.state.world.settings.second_factor_for:
        raise Problem(403, "second_factor_needed")
    fresh(connection, handler)


def shown(connection: Connection, handler: BaseRouteHandler) -> None:
    """A guard of what a buyer does while a hold runs: who has a second factor has shown it a short while ago.

    Who has none is not sent away to sign in again: the seats would lapse meanwhile.
    """
    user: User = connection.scope["user"]
    if user.proved or user.roles & connection.app.state.world.settings.second_factor_for:
        proved(connection, handler)


def fresh(connection: Connection, handler: BaseRouteHandler) -> None:
    """A guard of what a stolen session would do first: its owner signed in a short while ago, by a code if need be."""
    user: User = connection.scope["user"]
    shown = user.proved or user.signed_in
    if shown is None or time.time() - shown.timestamp() > connection.app.state.world.settings.step_up_within:
        raise Problem(403, "step_up_required")


def sure(connection: Connection, handler: BaseRouteHandler) -> None:
    """A guard of holds and refunds: whose risk is raised has signed in a short while ago, by a code if need be.

    Nobody's counts as raised unless `step_up_raised` is on.
    """
    user: User = connection.scope["user"]
    world: World = connection.app.state.world
    if world.settings.step_up_raised and user.id in world.risks:
        fresh(connection, handler)


def is_operator(user: User) -> bool:
    return user.operator

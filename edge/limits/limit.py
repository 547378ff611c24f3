"""A limit is looked at before the body is read. Where nobody can say how often somebody asked, they may not."""

import math
from dataclasses import dataclass
from typing import TYPE_CHECKING

from litestar.handlers import BaseRouteHandler
from litestar.types import Scope

from choreography.ports import Unreachable
from edge.auth.guards import Connection
from edge.limits.bucket import Buckets, Taken
from edge.problem import Problem, unavailable

if TYPE_CHECKING:
    from edge.world import World


@dataclass(frozen=True, slots=True)
class Limit:
    name: str
    burst: int
    rate: float
    """Per second, once the burst is spent."""


async def spend(scope: Scope, buckets: Buckets, limit: Limit, who: str, count: int = 1) -> None:
    """A count of 0 only looks. Raises Problem: 429 if there is nothing left to spend, 503 if nobody knows."""
    try:
        taken = await buckets.take(f"{limit.name}:{who}", limit.burst, limit.rate, count)
    except Unreachable as error:
        raise unavailable(5, "limits_unavailable") from error
    scope["state"]["rate"] = headers = said(limit, taken)
    if not taken.ok:
        raise Problem(429, "too_many_requests", headers={**headers, "Retry-After": str(math.ceil(taken.wait))})


def said(limit: Limit, taken: Taken) -> dict[str, str]:
    """`q` tokens a window of `w` seconds; `r` are left, all are back after `t` seconds."""
    window = math.ceil(limit.burst / limit.rate)
    return {
        "RateLimit-Policy": f'"{limit.name}";q={limit.burst};w={window}',
        "RateLimit": f'"{limit.name}";r={taken.left};t={math.ceil(taken.full)}',
    }


async def limit_bookings(world: "World", scope: Scope, user: str) -> None:
    """Not a guard: on the hot path these cost a copy of the route each."""
    limit = Limit("bookings", world.settings.booking_burst, world.settings.booking_rate)
    await spend(scope, world.buckets, limit, user)


async def limit_cancellations(world: "World", scope: Scope, user: str) -> None:
    """As often as bookings, in a bucket of their own: who has asked too often may still give up what they hold."""
    limit = Limit("cancellations", world.settings.booking_burst, world.settings.booking_rate)
    await spend(scope, world.buckets, limit, user)


async def limit_sessions(connection: Connection, handler: BaseRouteHandler) -> None:
    """A guard: by address."""
    world: World = connection.app.state.world
    limit = Limit("sessions", world.settings.session_burst, world.settings.session_rate)
    await spend(connection.scope, world.buckets, limit, connection.client.host if connection.client else "")


async def limit_codes(world: "World", scope: Scope, account: str) -> None:
    """Codes that are mailed to one address, whether it has an account or not."""
    limit = Limit("codes", world.settings.code_burst, world.settings.code_rate)
    await spend(scope, world.buckets, limit, account)


async def limit_passwords(world: "World", scope: Scope, account: str) -> None:
    """Tries at the old password of one account, by who is signed in."""
    limit = Limit("passwords", world.settings.account_burst, world.settings.account_rate)
    await spend(scope, world.buckets, limit, account)


async def limit_account(world: "World", scope: Scope, account: str, device: str) -> None:
    """By account: many addresses may try one password list. A device that is known has a bucket of its own."""
    limit = Limit("accounts", world.settings.account_burst, world.settings.account_rate)
    await spend(scope, world.buckets, limit, f"{account}:{device}" if device else account)


async def limit_failures(connection: Connection, world: "World", count: int) -> None:
    """By address: wrong passwords for whatever accounts. A count of 0 only looks."""
    limit = Limit("failures", world.settings.failure_burst, world.settings.failure_rate)
    await spend(connection.scope, world.buckets, limit, connection.client.host if connection.client else "", count)

"""Who asks from within, without a proxy between."""

from collections.abc import Iterable
from ipaddress import IPv4Network, IPv6Network, ip_address
from typing import TYPE_CHECKING

from litestar.handlers import BaseRouteHandler

from edge.auth.guards import Connection
from edge.limits.rules import address
from edge.problem import Problem

if TYPE_CHECKING:
    from edge.world import World

BY_PROXY = ("x-forwarded-for", "forwarded", "x-real-ip")


def from_inside(connection: Connection, handler: BaseRouteHandler) -> None:
    """A guard of what outsiders are not even told to be there."""
    world: World = connection.app.state.world
    by_proxy = any(name in connection.headers for name in BY_PROXY)
    if by_proxy or not is_of(world.settings.metrics_from, address(connection)):
        raise Problem(404, "not_found")


def is_of(networks: Iterable[IPv4Network | IPv6Network], said: str) -> bool:
    try:
        found = ip_address(said)
    except ValueError:
        return False
    found = getattr(found, "ipv4_mapped", None) or found
    return any(found in network for network in networks)

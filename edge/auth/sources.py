"""From where somebody books, said so that it can be counted and not read: a keyed hash, another one for each event."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime
from ipaddress import IPv6Address, ip_address, ip_network
from typing import TYPE_CHECKING

from choreography.blind import blind_index
from choreography.intake import body_hash
from contracts.bookings import RequestBooking
from edge.asking.asked import Asked
from edge.limits.rules import address
from edge.live.ports import User
from edge.sign_in import cookies

if TYPE_CHECKING:
    from edge.routes.common import AnyRequest
    from edge.world import World

ACCOUNT = 32
"""Characters at the beginning of a session's id."""
ONE_HOUSE = 64
"""Bits of an IPv6 address that all of one house share."""


def sources(request: "AnyRequest", world: "World", user: User, event_id: str) -> tuple[str, ...]:
    """None unless `note_sources` is on."""
    if not world.settings.note_sources:
        return ()
    found, secret = known(request, world, user), world.blind
    return tuple(f"{kind}:{blind_index(f'{kind} {event_id} {what}', secret)}" for kind, what in found)


def said_from(
    request: "AnyRequest", world: "World", user: User, wish: RequestBooking, asked: Asked
) -> tuple[RequestBooking, Asked]:
    """A key stands for the wish alone: who tries again from elsewhere says again from where they first came."""
    if not (found := sources(request, world, user, wish.event_id)):
        return wish, asked
    means = body_hash(wish.model_dump_json().encode())
    return wish.model_copy(update={"sources": found}), replace(asked, means=means)


def of_today(request: "AnyRequest", world: "World") -> str:
    """The network address, for a day: who is watched by it is not followed any longer."""
    host = house(address(request))
    return blind_index(f"address {today()} {host}", world.blind) if host else ""


def today() -> date:
    return datetime.now(UTC).date()


def known(request: "AnyRequest", world: "World", user: User) -> Iterator[tuple[str, str]]:
    """A device is what this account signed in from."""
    if device := world.devices.known(cookies.device(request), user.session[:ACCOUNT]):
        yield "device", device
    if host := house(address(request)):
        yield "address", host


def house(host: str) -> str:
    """Where so many addresses are one household's as IPv6 gives it, what is common to them."""
    try:
        found = ip_address(host)
    except ValueError:
        return ""
    if isinstance(found, IPv6Address) and not found.ipv4_mapped:
        return str(ip_network((found, ONE_HOUSE), strict=False))
    return str(found.ipv4_mapped if isinstance(found, IPv6Address) else found)

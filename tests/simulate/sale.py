"""One purchase, and each way in which it fails, as its buyer, its provider and its organiser make it happen."""

import asyncio
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from choreography.effects import TryAgain
from choreography.memory.bus import loop_clock
from contracts.bookings import CancelBooking, RequestBooking
from contracts.catalog import EventPublished, SectionPublished, TicketType
from contracts.edge import stripe_event
from handlers.bookings.rows import Booking
from ops.simulate.books import rows
from ops.simulate.provider import Provider
from tests.choreography.playing import passes
from tests.simulate.dying import Dying

EVENT, SEAT = "opera", "stalls-A1"
HOLD_FOR = 30.0


@dataclass
class Prompt(Provider):
    """Tells at once what happens; while it is `muted`, nothing, and then it cancels nothing either; while it is `away`
    it does nothing that it is asked.
    """

    muted: bool = False
    away: bool = False
    kept: list[tuple[dict[str, Any], str]] = field(default_factory=list)

    def _send(self, event: dict[str, Any], id_: str) -> None:
        if self.muted:
            self.kept.append((event, id_))
        else:
            super()._send(event, id_)

    async def _deliver(self, event: dict[str, Any], id_: str) -> None:
        await self.world.say(stripe_event(event), id=id_)

    async def _point(self, name: str) -> None:
        if self.away or (self.muted and name == "cancel_intent before"):
            raise TryAgain("away" if self.away else "muted")
        world = self.world
        assert isinstance(world, Dying)
        await world.passes(next(one for one in world.workers if one.service.name == "payments"), name)

    def speaks(self) -> None:
        self.muted, kept, self.kept = False, self.kept, []
        for event, id_ in kept:
            self._send(event, id_)


@dataclass
class Sale:
    world: Dying
    provider: Prompt
    asked: dict[str, str] = field(default_factory=dict)
    """By command id, its name..."""
    scans: dict[str, int] = field(default_factory=dict)
    """...and of scans which issue of the ticket was shown: there are none."""

    async def opens(self, price: int = 900) -> None:
        now, standing = loop_clock(), TicketType(name="standing", price=price, capacity=1)
        await self.world.say(
            EventPublished(
                event_id=EVENT, name=EVENT, currency="EUR", ticket_types=(standing,), capacity=3, sale_opens=now,
                sale_closes=now + timedelta(hours=1), hold_for=timedelta(seconds=HOLD_FOR), organiser_id="olga",
            )
        )  # fmt: skip
        await self.world.say(
            SectionPublished(event_id=EVENT, section="stalls", ticket_type="seat", price=price, rows={"A": 2})
        )
        await until(self.world.idle)

    async def asks(self, name: str, *seats: str) -> None:
        choice: dict[str, Any] = {"seats": seats} if seats else {"ticket_type": "standing", "quantity": 1}
        await self._commands(RequestBooking(**who(name), **choice))

    async def cancels(self, name: str) -> None:
        await self._commands(CancelBooking(**who(name)))

    async def _commands(self, command: RequestBooking | CancelBooking) -> None:
        self.asked[await self.world.say(command)] = type(command).__name__

    async def told(self, type: str, name: str) -> None:
        await until(lambda: self.world.diary.heard(type, who(name)["booking_id"]))

    def intent(self, name: str) -> str:
        (intent,) = self.provider.of(who(name)["booking_id"])
        return intent.provider_id

    async def held(self, name: str, *seats: str) -> None:
        """Asked for, and to be paid."""
        await self.asks(name, *seats)
        await self.told("PaymentRequired", name)

    async def bought(self, name: str, *seats: str) -> None:
        await self.held(name, *seats)
        self.provider.gateway.pay(self.intent(name))
        await self.told("TicketsIssued", name)

    def states(self) -> dict[str, str]:
        return {one.booking_id.removeprefix(f"{EVENT}-"): one.state for one in rows(self.world, "bookings", Booking)}


def who(name: str) -> dict[str, str]:
    return {"event_id": EVENT, "booking_id": f"{EVENT}-{name}", "buyer_id": f"buyer-{name}"}


async def until(check: Callable[[], object], within: float = 600) -> None:
    """In the loop's own time."""
    ends = asyncio.get_running_loop().time() + within
    while not check():
        assert asyncio.get_running_loop().time() < ends, "it never came to pass"
        await passes(0.5)

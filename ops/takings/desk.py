"""Where people, the organiser and operators say what they want, and wait for what becomes of it."""

import asyncio
from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from contracts.base import Message
from contracts.bookings import CancelBooking, RefundBooking, RequestBooking
from ops.simulate.world import World
from ops.takings.bank import Bank

ORGANISER = "olga"
PATIENCE = 1_500
"""Seconds after which nobody waits any more."""
END = ("BookingRejected", "BookingCancelled")


@dataclass
class Desk:
    world: World
    bank: Bank
    played: Counter[str] = field(default_factory=Counter)
    """How often each kind of buyer was there."""

    async def say(self, message: Message) -> None:
        await self.world.say(message, copies=self.world.rng.choice((1, 1, 1, 2)))

    async def told(self, booking_id: str, *types: str) -> str:
        """Which of these was said of it; empty if the booking came to an end without, or nobody waits any more."""
        said: list[str] = []

        def known() -> list[str]:
            said[:] = [one for one in (*types, *END) if self.world.diary.heard(one, booking_id)]
            return said

        await self.until(known)
        return said[0] if said and said[0] in types else ""

    async def until(self, so: Callable[[], object]) -> None:
        """Or nobody waits any more."""
        for _ in range(PATIENCE):
            if so():
                return
            await asyncio.sleep(1)


@dataclass
class Buyer:
    """One booking, its buyer, and what is said of it."""

    desk: Desk
    event_id: str
    booking_id: str
    choice: dict[str, Any]

    @property
    def who(self) -> dict[str, str]:
        return {"event_id": self.event_id, "booking_id": self.booking_id, "buyer_id": f"buyer-{self.booking_id}"}

    @property
    def which(self) -> dict[str, str]:
        return {"event_id": self.event_id, "booking_id": self.booking_id}

    async def asks(self, **more: Any) -> None:
        await self.desk.say(RequestBooking(**self.who, **self.choice, **more))

    async def must_pay(self, **more: Any) -> str:
        """Asks for the tickets; the id of the payment, empty if nothing is to be paid."""
        await self.asks(**more)
        if await self.told("PaymentRequired", "BookingConfirmed") != "PaymentRequired":
            return ""
        await asyncio.sleep(self.desk.world.rng.uniform(5, 120))
        (intent,) = self.desk.bank.of(self.booking_id)
        return intent.provider_id

    async def pays(self, **more: Any) -> str:
        """The payment, once the tickets are bought with it; empty if they are not."""
        if id_ := await self.must_pay(**more):
            self.desk.bank.gateway.pay(id_)
        return id_ if await self.told("BookingConfirmed") else ""

    async def cancels(self) -> None:
        await self.desk.say(CancelBooking(**self.who))

    async def wants_back(self, by: str, **wish: Any) -> None:
        await self.desk.say(RefundBooking(**self.which, asker_id=by, **wish))

    async def told(self, *types: str) -> str:
        return await self.desk.told(self.booking_id, *types)

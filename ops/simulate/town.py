"""Buyers, organisers and a payment provider, as the mesh sees them: messages, at random times, in any number."""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta

from choreography.memory.bus import loop_clock
from contracts.base import Message
from contracts.bookings import CancelBooking, RequestBooking
from contracts.catalog import EventCancelled, EventPublished, SectionPublished, TicketType
from contracts.payments import PaymentFailed, PaymentSucceeded
from ops.simulate.world import World

SEATS = ("stalls-A1", "stalls-A2", "stalls-A3")


@dataclass
class Town:
    """`money` is what became of each booking's payment: succeeded or failed."""

    world: World
    events: tuple[str, ...] = ("opera", "derby", "fair")
    asked: dict[str, str] = field(default_factory=dict)
    """By command id, its name."""
    money: dict[str, str] = field(default_factory=dict)

    async def live(self) -> None:
        rng = self.world.rng
        async with asyncio.TaskGroup() as tasks:
            for event in self.events:
                tasks.create_task(self._publish(event))
            for number in range(rng.randint(6, 18)):
                tasks.create_task(self._buy(f"b{number:02}", rng.choice(self.events)))

    async def _publish(self, event: str) -> None:
        rng = self.world.rng
        free = rng.random() < 0.3
        await asyncio.sleep(rng.uniform(0, 8))
        kind = TicketType(name="standing", price=0 if free else 500, capacity=rng.choice((2, 4)))
        await self._say(
            EventPublished(
                event_id=event, name=event, currency="EUR", ticket_types=(kind,), capacity=rng.choice((3, 5, 9)),
                sale_opens=loop_clock(), sale_closes=loop_clock() + timedelta(hours=1), hold_for=timedelta(seconds=30),
            )
        )  # fmt: skip
        price = 0 if free else 900
        await self._say(
            SectionPublished(event_id=event, section="stalls", ticket_type="seat", price=price, rows={"A": 3})
        )
        if rng.random() < 0.35:
            await asyncio.sleep(rng.uniform(10, 90))
            await self._say(EventCancelled(event_id=event))

    async def _buy(self, booking: str, event: str) -> None:
        rng = self.world.rng
        who = {"event_id": event, "booking_id": f"{event}-{booking}", "buyer_id": f"buyer-{booking}"}
        await asyncio.sleep(rng.choice((0, 5, 20, 40)))
        seats = tuple(rng.sample(SEATS, rng.randint(1, 2))) if rng.random() < 0.6 else ()
        choice = {"seats": seats} if seats else {"ticket_type": "standing", "quantity": rng.randint(1, 2)}
        await self._say(RequestBooking(**who, **choice))
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._pay(who))
            if rng.random() < 0.3:
                await asyncio.sleep(rng.uniform(0, 70))
                await self._say(CancelBooking(**who))

    async def _pay(self, who: dict[str, str]) -> None:
        """Once seats are held the buyer pays, or the card is declined, or nothing happens; often too late."""
        rng = self.world.rng
        if rng.random() < 0.2:
            return
        for _ in range(60):
            await asyncio.sleep(rng.choice((0.5, 1, 10)))
            if who["booking_id"] in self.world.diary.held:
                await asyncio.sleep(rng.choice((0, 0.1, 5, 40)))
                await self._settle(who, "failed" if rng.random() < 0.2 else "succeeded")
                return

    async def _settle(self, who: dict[str, str], how: str) -> None:
        self.money[who["booking_id"]] = how
        paid = PaymentSucceeded(**who, provider_id="pi", price=1, currency="EUR")
        failed = PaymentFailed(**who, provider_id="pi", reason="card_declined")
        await self._say(paid if how == "succeeded" else failed)

    async def _say(self, message: Message) -> None:
        id_ = await self.world.say(message, copies=self.world.rng.choice((1, 1, 1, 2)))
        if type(message).__name__ in ("RequestBooking", "CancelBooking"):
            self.asked[id_] = type(message).__name__

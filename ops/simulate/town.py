"""Buyers and organisers, as the mesh sees them: messages, at random times, in any number."""

import asyncio
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from choreography.memory.bus import loop_clock
from contracts.base import Message
from contracts.bookings import CancelBooking, MarkPaid, RefundBooking, RequestBooking
from contracts.catalog import AddOn, EventCancelled, EventPublished, Quota, SectionPublished, TicketType
from contracts.inventory import AdmitTicket, BlockSeats, ReissueTickets, TakeBackAdmission, UnblockSeats
from contracts.prices import Terms
from contracts.promotions import CreatePromotion, promotion_id
from ops.simulate.provider import Provider
from ops.simulate.world import World

TERMS = Terms(tax_rate=700, fee=50)
CODE = "SPRING"
PARKS = ("0", "3", "6")
"""Whose booking ends so comes by car: no die is cast for it."""
ANSWERED = (RequestBooking, CancelBooking, MarkPaid, RefundBooking, AdmitTicket, TakeBackAdmission, ReissueTickets)
SEATS = ("stalls-A1", "stalls-A2", "stalls-A3")


@dataclass
class Town:
    world: World
    provider: Provider
    events: tuple[str, ...] = ("opera", "derby", "fair")
    asked: dict[str, str] = field(default_factory=dict)
    """By command id, its name..."""
    scans: dict[str, int] = field(default_factory=dict)
    """...and of scans which issue of the ticket was shown."""

    async def live(self) -> None:
        rng = self.world.rng
        async with asyncio.TaskGroup() as tasks:
            tasks.create_task(self._give_out())
            for event in self.events:
                tasks.create_task(self._publish(event))
                tasks.create_task(self._block(event))
            for number in range(rng.randint(6, 18)):
                tasks.create_task(self._buy(f"b{number:02}", rng.choice(self.events)))

    async def _publish(self, event: str) -> None:
        rng = self.world.rng
        free = rng.random() < 0.3
        await asyncio.sleep(rng.uniform(0, 8))
        kinds = [
            TicketType(name=name, price=0 if free else 500, capacity=rng.choice((2, 4)))
            for name in ("standing", "bench")
        ]
        floor = Quota(name="floor", size=rng.choice((3, 5)), ticket_types=("standing", "bench"), add_ons=("parking",))
        parking = AddOn(name="parking", price=0 if free else 300, capacity=2)
        await self._say(
            EventPublished(
                event_id=event, name=event, currency="EUR", ticket_types=tuple(kinds), quotas=(floor,),
                add_ons=(parking,), capacity=rng.choice((3, 5, 9)),
                sale_opens=loop_clock(), sale_closes=loop_clock() + timedelta(hours=1), hold_for=timedelta(seconds=30),
                offline_for=timedelta(seconds=40), terms=TERMS, organiser_id="olga",
            )
        )  # fmt: skip
        price = 0 if free else 900
        await self._say(
            SectionPublished(event_id=event, section="stalls", ticket_type="seat", price=price, rows={"A": 3})
        )
        if rng.random() < 0.35:
            await asyncio.sleep(rng.uniform(10, 90))
            await self._say(EventCancelled(event_id=event))

    async def _give_out(self) -> None:
        """A code for all events, which makes some bookings free, and which fewer may have than want it."""
        rng = self.world.rng
        await asyncio.sleep(rng.uniform(0, 4))
        terms = {"percent": rng.choice((2_500, 10_000)), "uses_at_most": rng.choice((1, 3)), "per_buyer": 1}
        await self._say(
            CreatePromotion(promotion_id=promotion_id("olga", CODE), organiser_id="olga", code=CODE, **terms)
        )

    async def _block(self, event: str) -> None:
        """An operator keeps places from the sale, while others want them, and may give them back."""
        rng = self.world.rng
        if rng.random() < 0.5:
            return
        await asyncio.sleep(rng.choice((1, 6, 10, 20, 45)))
        who = {"event_id": event, "block_id": f"{event}-kept", "organiser_id": "ops", "by_operator": True}
        choice = {"seats": (rng.choice(SEATS),)} if rng.random() < 0.7 else {"ticket_type": "standing", "quantity": 1}
        await self._say(BlockSeats(**who, **choice, reason="sound"))
        if rng.random() < 0.6:
            await asyncio.sleep(rng.choice((0, 5, 30, 70)))
            await self._say(UnblockSeats(**who))

    async def _buy(self, booking: str, event: str) -> None:
        rng = self.world.rng
        who = {"event_id": event, "booking_id": f"{event}-{booking}", "buyer_id": f"buyer-{booking}"}
        await asyncio.sleep(rng.choice((0, 5, 20, 40)))
        seats = tuple(rng.sample(SEATS, rng.randint(1, 2))) if rng.random() < 0.6 else ()
        kind = "seat" if rng.random() < 0.4 else rng.choice(("standing", "bench"))
        choice: dict[str, Any] = {"seats": seats} if seats else {"ticket_type": kind, "quantity": rng.randint(1, 2)}
        choice |= {"add_ons": {"parking": 1}} if booking[-1] in PARKS else {}
        offline = rng.random() < 0.2
        await self._say(RequestBooking(**who, **choice, code=CODE if rng.random() < 0.4 else "", offline=offline))
        async with asyncio.TaskGroup() as tasks:
            if offline:
                tasks.create_task(self._mark(who))
            if not offline or rng.random() < 0.3:
                tasks.create_task(self._pay(who["booking_id"]))
            if rng.random() < self.world.odds.given_back:
                tasks.create_task(self._give_back(who))
            if rng.random() < 0.4:
                tasks.create_task(self._come_in(who))
            if rng.random() < 0.3:
                await asyncio.sleep(rng.uniform(0, 70))
                await self._say(CancelBooking(**who))

    async def _pay(self, booking_id: str) -> None:
        """Once it is known how, the buyer pays, or the card is declined, or nothing happens; often too late."""
        rng = self.world.rng
        if rng.random() < 0.2:
            return
        if await self._is_told("PaymentRequired", booking_id):
            await asyncio.sleep(rng.choice((0, 0.1, 5, 40)))
            await self._use_card(booking_id)

    async def _mark(self, who: dict[str, str]) -> None:
        """The organiser has the money in time, too late, or never."""
        rng = self.world.rng
        if rng.random() < 0.25 or not await self._is_told("BookingDue", who["booking_id"]):
            return
        await asyncio.sleep(rng.choice((0, 5, 20, 60)))
        await self._say(MarkPaid(**of_booking(who), asker_id="olga"))

    async def _give_back(self, who: dict[str, str]) -> None:
        """Some money of a confirmed booking goes back: a sum, or that of tickets, which may be void from then on."""
        rng = self.world.rng
        if not await self._is_told("BookingConfirmed", who["booking_id"]):
            return
        for _ in range(rng.randint(1, 2)):
            await asyncio.sleep(rng.choice((0, 0.1, 10)))
            wish = rng.choice(({"amount": 100}, {"tickets": (1,)}, {"tickets": (1,), "void": True}, {"tickets": (2,)}))
            by = rng.choice(("olga", who["buyer_id"]))
            await self._say(RefundBooking(**of_booking(who), asker_id=by, **wish))

    async def _come_in(self, who: dict[str, str]) -> None:
        """The tickets are scanned, by an old code or a new one; some scans are mistakes, or cross a cancellation."""
        rng = self.world.rng
        if not await self._is_told("TicketsIssued", who["booking_id"]):
            return
        for _ in range(rng.randint(1, 3)):
            await asyncio.sleep(rng.choice((0, 0, 0.1, 5)))
            ticket = of_booking(who) | {
                "ticket": f"{who['booking_id']}.{rng.choice((1, 1, 2))}",
                "organiser_id": "olga",
            }
            scan = AdmitTicket(**ticket, issue=rng.choice((1, 1, 2)), gate=rng.choice(("north", "south")))
            await self._say(scan)
            await self._meanwhile(who, TakeBackAdmission(**ticket))

    async def _meanwhile(self, who: dict[str, str], mistake: TakeBackAdmission) -> None:
        rng = self.world.rng
        match rng.randint(0, 7):
            case 0:
                await self._say(ReissueTickets(**who))
            case 1:
                await asyncio.sleep(rng.choice((0, 0.1, 5)))
                await self._say(mistake)
            case 2:
                await asyncio.sleep(rng.choice((0, 0.01, 5)))
                await self._say(CancelBooking(**who))

    async def _is_told(self, type: str, booking_id: str) -> bool:
        """False if it is not for a long time."""
        for _ in range(60):
            await asyncio.sleep(self.world.rng.choice((0.5, 1, 10)))
            if self.world.diary.heard(type, booking_id):
                return True
        return False

    async def _use_card(self, booking_id: str) -> None:
        """Who is declined may have another card, and be quick with it; a slow payment may fail after all."""
        rng, gateway = self.world.rng, self.provider.gateway
        (intent,) = self.provider.of(booking_id)
        if rng.random() < 0.2:
            gateway.decline(intent.provider_id)
            if rng.random() < 0.5:
                return
            await asyncio.sleep(rng.choice((0, 0.1, 1)))
        if rng.random() < 0.2:
            self.provider.slow.add(intent.provider_id)
            gateway.pay_slowly(intent.provider_id)
            await asyncio.sleep(rng.choice((0.1, 20, 60)))
            if rng.random() < 0.3:
                return gateway.decline(intent.provider_id)
        gateway.pay(intent.provider_id)

    async def _say(self, message: Message) -> None:
        id_ = await self.world.say(message, copies=self.world.rng.choice((1, 1, 1, 2)))
        if isinstance(message, ANSWERED):
            self.asked[id_] = type(message).__name__
        if isinstance(message, AdmitTicket):
            self.scans[id_] = message.issue


def of_booking(who: dict[str, str]) -> dict[str, str]:
    return {name: who[name] for name in ("event_id", "booking_id")}

"""Bookings, inventory and payments around one seat: two want it, and the money of the first may come at any time."""

import pickle
from collections import deque
from collections.abc import Iterator
from datetime import timedelta
from hashlib import blake2b
from typing import Any

from choreography.testing import START, Bench
from contracts.base import MESSAGES, Message
from contracts.bookings import AcceptOffer, CancelBooking, RequestBooking
from contracts.catalog import EventPublished, SectionPublished, TicketType
from contracts.edge import stripe_event
from contracts.payments import PaymentSucceeded
from handlers.bookings import bookings
from handlers.bookings.own import Expire
from handlers.bookings.rows import Booking
from handlers.inventory import inventory
from handlers.inventory.rows import Hold
from handlers.payments import payments
from handlers.payments.memory_gateway import MemoryGateway
from handlers.payments.rows import PaymentIntent
from tests.handlers.twins import bench_like, twin_of

HOLD = timedelta(minutes=10)
PRICE = 5_000
KEY = "e1", "e1-b1"
SERVICES = (bookings, inventory, payments)
DAY = timedelta(days=1)

OPENED = EventPublished(
    event_id="e1", name="Opera", currency="EUR", ticket_types=(TicketType(name="seat", price=PRICE),), capacity=1,
    sale_opens=START, sale_closes=START + DAY, hold_for=HOLD,
)  # fmt: skip
SECTION = SectionPublished(event_id="e1", section="stalls", ticket_type="seat", price=PRICE, rows={"A": 1})


def opened(seats: int) -> tuple[Message, ...]:
    """One seat is what two want; a second one may be offered."""
    return (
        OPENED.model_copy(update={"capacity": seats}),
        SECTION.model_copy(update={"rows": {"A": seats}}),
    )


def wish(booking: str, buyer: str) -> RequestBooking:
    return RequestBooking(event_id="e1", booking_id=booking, buyer_id=buyer, seats=("stalls-A1",))


class World:
    """What one service says lies in a queue of its own for each that hears it; `first` are heard before the others."""

    def __init__(self, first: tuple[int, ...], seats: int = 1, asked: RequestBooking | None = None) -> None:
        self.benches = {service.name: Bench(service) for service in SERVICES}
        self.order = [SERVICES[n].name for n in first]
        self.queues: dict[tuple[str, str], deque[Message]] = {}
        self.gateway = MemoryGateway(lambda: START, self.webhook)
        self.performed: set[str] = set()
        for message in (*opened(seats), asked or wish(KEY[1], "ann")):
            self.tell("world", message)
            self.drain()

    def twin(self) -> "World":
        """Of the same past, from here on on its own."""
        other = twin_of(self)
        other.benches = {name: bench_like(bench) for name, bench in self.benches.items()}
        other.gateway = twin_of(self.gateway)
        other.gateway.history, other.gateway.tell = twin_of(self.gateway.history), other.webhook
        return other

    def state(self) -> bytes:
        """A digest of all that follows depends on; what only looks at it or gets the time is left out."""
        benches = [all_but("books store last service", bench) for bench in self.benches.values()]
        books = [all_but("now", bench.books) for bench in self.benches.values()]
        gateway = all_but("now tell point", self.gateway)
        rest = all_but("benches gateway performed", self)
        return blake2b(pickle.dumps((benches, books, gateway, rest, sorted(self.performed)))).digest()

    # what may happen
    def expire(self) -> None:
        """The timer goes off; a second time it is an old one, that is heard again."""
        booking = self.booking
        self.passes(HOLD)
        whose = {"event_id": "e1", "booking_id": KEY[1], "buyer_id": "ann"}
        self.benches["bookings"].when(Expire(**whose, deadline=booking.deadline))
        self.collect("bookings")

    def pay(self) -> None:
        """The webhook comes twice; once the money is known, the fact is told again as well."""
        intent = self.intent
        if not intent or not intent.provider_id:
            return
        told = self.gateway.intents[intent.provider_id].received and intent.state == "succeeded"
        self.gateway.pay(intent.provider_id)
        if told:
            terms = {"provider_id": intent.provider_id, "price": PRICE, "currency": "EUR"}
            self.tell("payments", PaymentSucceeded.of(intent, **terms))

    def start(self) -> None:
        """A slow payment is begun: to pay is to settle it."""
        if self.intent and self.intent.provider_id:
            self.gateway.pay_slowly(self.intent.provider_id)

    def fail(self) -> None:
        """A slow payment fails, or a card is declined."""
        if self.intent and self.intent.provider_id:
            self.gateway.decline(self.intent.provider_id)

    def refund(self) -> None:
        """The buyer wants the money back."""
        self.tell("world", CancelBooking(event_id="e1", booking_id=KEY[1], buyer_id="ann"))

    def accept(self) -> None:
        self.tell("world", AcceptOffer(event_id="e1", booking_id=KEY[1], buyer_id="ann"))

    def lapse(self) -> None:
        """An offer's time goes by."""
        self.passes(timedelta(minutes=15))

    def resell(self) -> None:
        self.tell("world", wish("e1-b2", "ben"))

    # how it is heard
    def webhook(self, event: dict[str, Any]) -> None:
        for _ in range(2):
            self.tell("provider", stripe_event(event))

    def tell(self, source: str, message: Message) -> None:
        for name, bench in self.benches.items():
            if type(message) in bench.service.steps:
                self.queues.setdefault((name, source), deque()).append(message)

    def hears(self) -> bool:
        """One message, of the first queue that has any; False if none has."""
        for name in self.order:
            for source in (*self.order, "provider", "world"):
                if queue := self.queues.get((name, source)):
                    self.benches[name].when(queue.popleft())
                    self.benches[name].passes(timedelta())
                    self.collect(name)
                    return True
        return False

    def drain(self) -> None:
        while self.hears():
            pass

    def passes(self, time: timedelta) -> None:
        for name, bench in self.benches.items():
            bench.passes(time)
            self.collect(name)

    def ends(self) -> None:
        """All is heard, and what waits for something has its time: at last a slow payment that nobody hears of."""
        self.drain()
        for _ in range(4):
            self.passes(timedelta(minutes=16))
            self.drain()
        self.passes(timedelta(days=8))
        self.drain()

    def collect(self, name: str) -> None:
        books = self.benches[name].books
        for said in list(books.outbox.values()):
            self.tell(name, MESSAGES[said.envelope.type].model_validate_json(said.body))
        books.outbox.clear()
        for effect in [one for one in books.effects.values() if one.id not in self.performed]:
            self.performed.add(effect.id)
            asked = payments.own[effect.envelope.type].model_validate_json(effect.body)
            one: Any = next(one for kind, one in payments.performers.items() if kind is type(asked))
            given = {"gateway": self.gateway, "key": effect.id, "tries": 1}
            self.tell("provider", at_once(one.run(asked, **{name: given[name] for name in one.resources})))

    # what came of it
    @property
    def booking(self) -> Booking:
        found = self.benches["bookings"].row(Booking, *KEY)
        assert found
        return found

    @property
    def intent(self) -> PaymentIntent | None:
        return self.benches["payments"].row(PaymentIntent, *KEY)

    def wrong(self) -> Iterator[str]:
        """Neither money nor seat, or both; a seat that is two people's; what nobody could hear."""
        intent, holds = self.intent, [self.benches["inventory"].row(Hold, "e1", f"e1-b{n}") for n in (1, 2)]
        paid = self.gateway.intents[intent.provider_id].received if intent and intent.provider_id else 0
        back = len(self.gateway.refunds.get(intent.provider_id or "", ())) if intent else 0
        has = self.booking.state == "confirmed", bool(holds[0] and holds[0].state == "sold"), paid > 0 and back == 0
        if len(set(has)) > 1:
            yield f"confirmed, sold, kept: {has}"
        if back > 1:
            yield f"{back} refunds"
        if sum(bool(one and one.state in ("held", "sold")) for one in holds) > 1:
            yield "two owners"
        dead = [w.error for bench in self.benches.values() for w in bench.waits() if w.reason in ("dead", "parked")]
        yield from dead


def all_but(names: str, one: object) -> dict[str, Any]:
    return {name: value for name, value in vars(one).items() if name not in names.split()}


def at_once(run: Any) -> Message:
    """What it returns: the provider in memory is never waited for."""
    try:
        run.send(None)
    except StopIteration as done:
        answer: Message = done.value
        return answer
    raise AssertionError("it waits")

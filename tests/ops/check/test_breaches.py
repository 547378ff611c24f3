"""Each breach is found: in the books of a mesh in memory by its function, in the tables by its query."""

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import asyncpg
import pytest

from choreography.changes import Changes, Said, Waiting
from choreography.envelope import Envelope
from choreography.ports import Violation
from choreography.row import Row
from contracts.bookings import UseOfCode
from contracts.prices import Breakdown
from contracts.sealed import Sealed
from handlers.bookings.rows import Booking, Change, Sale
from handlers.email.rows import Contact, Delivery
from handlers.inventory.add_ons import AddOnStock
from handlers.inventory.quotas import QuotaStock
from handlers.inventory.rows import Block, Hold, Plan, Seat, Section, Stock, TicketStock
from handlers.invoices.rows import Charge, Invoice, Series
from handlers.invoices.rows import Sale as Sold
from handlers.payments.rows import (
    Balance,
    Dispute,
    LedgerEntry,
    MoneyCase,
    OfflinePayment,
    PaymentIntent,
    Payout,
    Refund,
    Stray,
)
from handlers.promotions.rows import BuyerUses, Promotion, Use
from handlers.views.rows import BookingView
from handlers.waiting_room.rows import Place, Queue
from ops import registry
from ops.check.breaches import BREACHES
from ops.check.invariant import Invariant
from ops.check.invariants import invariants
from ops.check.warnings import WARNINGS
from ops.inspector.refunds import too_long
from tests.contract.planting import Stores, memory_stores, plant, postgres_stores, provided
from tests.memory_or import memory_or

NOW = datetime.now(UTC)
LATER, LONG_AGO = NOW + timedelta(hours=9), NOW - timedelta(minutes=9)


@pytest.fixture(scope="session")
def check_dsn(request: pytest.FixtureRequest) -> str:
    return provided(request.getfixturevalue("stack").postgres, "checked", registry.NAMES)


dsn = memory_or("check_dsn")


class Checked:
    def __init__(self, stores: Stores, breaches: Callable[[Invariant], Awaitable[int]]) -> None:
        self.stores, self.breaches = stores, breaches

    async def given(self, **rows: list[Row]) -> None:
        for service, of_service in rows.items():
            await plant(self.stores[service], *of_service)

    async def breached(self) -> dict[str, int]:
        """How often each that does not hold is breached."""
        asked = (*invariants(), *WARNINGS)
        return {one.name: count for one in asked if (count := await self.breaches(one))}


@pytest.fixture
async def checked(dsn: str) -> AsyncIterator[Checked]:
    if not dsn:
        stores = memory_stores(registry.NAMES)
        books = {name: store.books for name, store in stores.items()}

        async def look(invariant: Invariant) -> int:
            return len(list(BREACHES[invariant.name](books)))

        yield Checked({**stores}, look)
        return
    async with postgres_stores(dsn, registry.NAMES) as real:
        admin = await asyncpg.connect(dsn)

        async def ask(invariant: Invariant) -> int:
            return len(await admin.fetch(invariant.breaches))

        yield Checked({**real}, ask)
        await admin.close()


def booking(state: Any, **fields: Any) -> Booking:
    known = {"seats": (), "ticket_type": "standing", "quantity": 2, "deadline": LATER}
    return Booking("e", "e-b", "ann", state, **{**known, **fields})


def view(**fields: Any) -> BookingView:
    return BookingView(
        "e", "e-b", **{"buyer_id": "ann", "quantity": 2, "state": "confirmed", "codes": ("a", "b"), **fields}
    )


def intent(state: Any) -> PaymentIntent:
    return PaymentIntent("e", "e-b", "ann", state, 900, "EUR", "pi_1")


def queue(**fields: Any) -> Queue:
    return Queue("e", NOW, NOW, LATER, 60, timedelta(minutes=5), 500, 9, NOW, state="running", ranks=9, **fields)


def place(state: Any, rank: int = 0) -> Place:
    return Place("e", "e-q1", "ann", 1, "0", "c", NOW, rank, state)


def invoice(number: int) -> Invoice:
    cost = Breakdown.of(900)
    said = ("e", "e-b", "ann", NOW, "Opera", "", "", "EUR", cost)
    return Invoice("olga", f"e-b/{number}", number, "invoice", 0, *said)


def mail(about: str, message_id: str) -> Delivery:
    return Delivery(about, "confirmed", "ann", "m", message_id, "sent")


STATUSES = ("needs_response", "lost")
STOCK = Stock("e", 10, "EUR", sold=2)
STOCK_OF_NOBODY = Stock("e", 10, "EUR")
HOLD = Hold("e", "e-b", "sold", (), "standing", 2)
CONTACT = Contact("ann", Sealed(person_id="ann", key_version=1, nonce="n", ciphertext="c"))
CASES: dict[str, dict[str, list[Row]]] = {
    "stock is the sum of its holds": {"inventory": [Stock("e", 10, "EUR", held=1)]},
    "stock is the sum of its blocks": {
        "inventory": [
            Stock("e", 10, "EUR", blocked=3), TicketStock("e", "standing", 9, 9, blocked=2),
            Block("e", "k1", "blocked", (), "standing", 3), Block("e", "k2", "unblocked", (), "standing", 1),
        ]
    },
    "a blocked seat is nobody's": {
        "inventory": [
            Stock("e", 10, "EUR", blocked=2), Block("e", "k1", "blocked", ("s-A1", "s-A2")),
            Seat("e", "s-A1", block="k1"), Seat("e", "s-A2"),
        ]
    },
    "quotas are the sum of their types": {
        "inventory": [
            Stock("e", 10, "EUR", quotas={"floor": QuotaStock(size=2, ticket_types=("standing", "child"), held=1)}),
            TicketStock("e", "standing", 500, 9, held=0), TicketStock("e", "child", 500, 9),
        ]
    },
    "add-ons are the sum of their holds": {
        "inventory": [Stock("e", 10, "EUR", add_ons={"parking": AddOnStock(price=1, capacity=3, held=1)})],
    },
    "a booking has its add-ons": {
        "bookings": [booking("confirmed", add_ons={"parking": 1})], "inventory": [HOLD, STOCK],
        "views": [view()], "email": [CONTACT, mail("e-b", "<1>")],
    },
    "one owner a seat": {
        "inventory": [Hold("e", "e-b", "held", ("s-A1",)), Seat("e", "s-A1", "e-c", 1), Stock("e", 9, "EUR", held=1)],
        "bookings": [booking("held", seats=("s-A1",))],
    },
    "taken seats are marked": {
        "inventory": [
            Plan("e", {"seat": ("s",)}, {"s": 2}), Section("e", "s", "seat", 0, {"A": 2}, {"A": "10"}), STOCK_OF_NOBODY,
            Section("e", "old", "seat", 0, {"A": 2}), Seat("e", "old-A1", "", 2),
        ]
    },
    "confirmed means tickets": {"bookings": [booking("confirmed")]},
    "a ticket that was given up is void": {
        "bookings": [booking("confirmed", void=(1,))], "inventory": [HOLD, STOCK], "views": [view()],
        "email": [CONTACT, mail("e-b", "<1>")],
    },
    "every ticket has its code": {"views": [view(codes=("a",))]},
    "a queue is the sum of its places": {"waiting_room": [queue(waiting=2), place("waiting")]},
    "nobody is passed over": {"waiting_room": [queue(waiting=1, served=7), place("waiting", rank=7)]},
    "nobody books without a turn": {
        "bookings": [Sale("e", queued=True), booking("settling")],
        "inventory": [Hold("e", "e-b", "held", (), "standing", 2), Stock("e", 9, "EUR", held=2)],
    },
    "every hold ends": {
        "bookings": [booking("settling", deadline=LONG_AGO)],
        "inventory": [Hold("e", "e-b", "held", (), "standing", 2), Stock("e", 9, "EUR", held=2)],
    },
    "a balance is the sum of its entries": {"payments": [Balance("e", "EUR", sales=900)]},
    "what was paid out is in the ledger": {"payments": [Payout("e", "p", 900, "EUR", "otto", "oda")]},
    "what was paid another way is in the ledger": {"payments": [OfflinePayment("e", "e-b", "ann", 900, "EUR")]},
    "no ticket without money": {
        "bookings": [booking("confirmed", price=900, currency="EUR")], "inventory": [HOLD, STOCK],
    },
    "no money without a ticket": {"payments": [intent("succeeded")]},
    "no more goes back than was paid": {"payments": [replace(intent("refunded"), parts=(500, 500))]},
    "what was granted goes back": {
        "bookings": [booking("confirmed", price=900, currency="EUR", granted=300)], "inventory": [HOLD, STOCK],
        "payments": [replace(intent("succeeded"), granted=300, grants=1)],
        "views": [view()], "email": [CONTACT, mail("e-b", "<1>")],
    },
    "refunds arrive": {"payments": [intent("refund_failed")]},
    "no stray payments": {"payments": [Stray("pi_9", "evt_1", "kind", 900, "EUR", NOW)]},
    "no open disputes": {
        "payments": [Dispute("e", "e-b", f"dp_{status}", "ann", "pi_1", 900, "EUR", status) for status in STATUSES],
    },
    "no refund is pending for long": {
        "payments": [
            replace(intent("refunding"), asked_at=NOW - 2 * too_long()),
            Refund("e", "e-b", "1", "ann", "pi_1", 100, "EUR", asked_at=NOW - 2 * too_long()),
            Refund("e", "e-b", "2", "ann", "pi_1", 100, "EUR", asked_at=NOW),
        ],
    },
    "no open cases": {
        "payments": [
            MoneyCase("stripe", state, "no_money", "pi_1", "e-b", 900, 0, "EUR", "look", NOW, state)
            for state in ("open", "applied")
        ],
    },
    "invoices have no gaps": {"invoices": [Series("olga", 2), invoice(2)]},
    "what is charged has its invoice": {"invoices": [Sold("e", "olga"), Charge("e", "e-c", 900, 100, 1)]},
    "a code is the sum of its uses": {
        "promotions": [Promotion("p", "olga", "SPRING", uses=1, per_buyer=2), BuyerUses("p", "ann", 1)]
    },
    "who has a code has a booking": {
        "promotions": [Promotion("p", "olga", "SPRING", uses=1), Use("p", "e-c", "e", "ann", "held", 1)],
        "bookings": [booking("confirmed", use=UseOfCode(promotion_id="p", granted=True))], "inventory": [HOLD, STOCK],
    },
    "one mail a matter": {"email": [mail("a", "<1>"), mail("b", "<1>"), mail("c", "<2>")]},
    "who has a booking is told of a change": {
        "bookings": [Sale("e", change=Change(number=2, changed=("place",))), booking("confirmed", change=1)],
        "inventory": [HOLD, STOCK],
    },
    "what is called off has no bookings": {
        "bookings": [Sale("e", closed=True), booking("confirmed")], "inventory": [HOLD, STOCK],
    },
    "who has tickets has a mail": {"views": [view()], "email": [CONTACT, mail("other", "<1>")]},
}  # fmt: skip


@pytest.mark.parametrize("name", CASES)
async def test_what_is_wrong_is_found_and_nothing_else(checked: Checked, name: str) -> None:
    await checked.given(**CASES[name])
    found = await checked.breached()
    assert found.pop(name) >= 1 and not found


async def test_what_is_sound_is_no_breach(checked: Checked) -> None:
    sides = [LedgerEntry("e", "e-b", f"c/{side}", "c", side, by, "EUR") for side, by in (("a", 900), ("b", -900))]
    await checked.given(
        bookings=[booking("confirmed", price=900, currency="EUR")], inventory=[HOLD, STOCK],
        views=[view()], payments=[intent("succeeded"), *sides], email=[CONTACT, mail("e-b", "<1>")],
    )  # fmt: skip
    assert await checked.breached() == {}


async def test_a_booking_that_goes_on_with_fewer_tickets_is_no_breach(checked: Checked) -> None:
    seats = {"seats": ("s-A1", "s-A2")}
    await checked.given(
        bookings=[booking("confirmed", void=(1,), **seats)],
        inventory=[
            replace(HOLD, **seats, void=(1,)), replace(STOCK, sold=1),
            Seat("e", "s-A1", "", 2), Seat("e", "s-A2", "e-b", 1),
        ],
        views=[view(**seats, codes=("", "b"), given_up=(1,))], email=[CONTACT, mail("e-b", "<1>")],
    )  # fmt: skip
    assert await checked.breached() == {}


async def test_what_was_granted_beyond_what_was_left_is_settled_and_no_breach(checked: Checked) -> None:
    paid = replace(intent("succeeded"), granted=800, grants=1, parts=(800,), returned=800)
    await checked.given(
        bookings=[booking("confirmed", price=900, currency="EUR", granted=800)], inventory=[HOLD, STOCK],
        payments=[paid, Refund("e", "e-b", "1", "ann", "pi_1", 800, "EUR", "settled", nth=-1)],
    )  # fmt: skip
    assert await checked.breached() == {}


@pytest.mark.parametrize("state", ["refunding", "refunded"])
async def test_what_goes_back_as_it_was_granted_is_no_breach(checked: Checked, state: Any) -> None:
    paid = replace(intent("succeeded"), granted=300, grants=1, parts=(300,), returned=300 if state == "refunded" else 0)
    await checked.given(
        bookings=[booking("confirmed", price=900, currency="EUR", granted=300)], inventory=[HOLD, STOCK],
        payments=[paid, Refund("e", "e-b", "1", "ann", "pi_1", 300, "EUR", state)],
    )  # fmt: skip
    assert await checked.breached() == {}


async def test_a_change_that_was_told_and_not_mailed_is_found(checked: Checked) -> None:
    told = mail("e", "<1>"), Delivery("e", "changed", "ann", "e-b/1", "<2>", "sent")
    await checked.given(views=[view(state="cancelled", codes=(), change=2)], email=[CONTACT, *told])
    assert await checked.breached() == {"who has a booking is told of a change": 1}
    await checked.given(email=[Delivery("e", "changed", "ann", "e-b/2", "<3>", "sent")])
    assert await checked.breached() == {}


async def test_what_was_paid_another_way_needs_no_money_here_and_may_have_none(checked: Checked) -> None:
    by_hand = booking("confirmed", price=900, currency="EUR", by_hand=True)
    await checked.given(bookings=[by_hand], inventory=[HOLD, STOCK], payments=[intent("cancelled")])
    assert await checked.breached() == {}
    await checked.given(payments=[PaymentIntent("e", "e-b", "ann", "succeeded", 900, "EUR", "pi_1", version=1)])
    assert await checked.breached() == {"no money without a ticket": 1}


async def test_who_was_given_tickets_needs_no_turn(checked: Checked) -> None:
    given = booking("confirmed", complimentary=True)
    await checked.given(bookings=[Sale("e", queued=True), given], inventory=[HOLD, STOCK])
    assert await checked.breached() == {}


async def test_an_oversold_event_is_not_even_saved(checked: Checked) -> None:
    with pytest.raises(Violation):
        await checked.given(inventory=[Stock("e", 1, "EUR", sold=2)])
    with pytest.raises(Violation):
        parking = AddOnStock(price=1, capacity=3, held=2, sold=2)
        await checked.given(inventory=[Stock("e", 1, "EUR", add_ons={"parking": parking})])


async def test_one_side_of_a_movement_is_found_or_not_even_saved(checked: Checked, dsn: str) -> None:
    given = checked.given(payments=[LedgerEntry("e", "e-b", "c/buyer", "c", "buyer", -900, "EUR")])
    if dsn:
        with pytest.raises(Violation):
            await given
    else:
        await given
        assert await checked.breached() == {"the books balance": 1}


async def test_what_waits_in_the_engine_is_found(checked: Checked) -> None:
    def envelope(id_: str) -> Envelope:
        return Envelope(id_, "Expire", "bookings", NOW, "bookings.events", "e", "e-b", id_)

    store = checked.stores["bookings"]
    said = [Said(envelope("said"), b"{}", 0)]
    waits = [
        Waiting(envelope(f"w{n}"), b"{}", 0, why, LONG_AGO, NOW) for n, why in enumerate(("dead", "self", "parked"))
    ]  # type: ignore[arg-type]
    later = Waiting(envelope("later"), b"{}", 0, "self", LATER, NOW)
    await store.save(Changes(lanes=await store.take([0]), said=said, waits=[*waits, later]))
    assert await checked.breached() == {
        "bookings is heard": 1, "bookings has no dead letters": 2, "bookings keeps up": 1,
    }  # fmt: skip

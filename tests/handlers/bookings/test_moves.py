"""Whatever is said, in whatever order: a booking moves as the table of moves allows, and no message dies of it."""

from collections.abc import Iterator
from datetime import timedelta
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from choreography.fold import Folded
from choreography.intake import Item
from choreography.service import Service
from choreography.testing import START, Bench
from choreography.vocabulary import Own
from contracts.base import Message
from contracts.bookings import GiveBooking, MarkPaid, NameHolders, RefundBooking, RepeatConfirmation
from contracts.catalog import (
    EventChanged,
    EventPostponed,
    EventRescheduled,
    SalesReinstated,
    SalesSuspended,
)
from contracts.inventory import AdmissionTakenBack, TicketAdmitted
from contracts.payments import CaseDecided, PaymentCleared, PaymentReturned, PaymentSucceeded
from contracts.prices import Discount
from contracts.promotions import DiscountGranted, DiscountRefused
from contracts.waiting_room import QueueLeft, TurnExpired, TurnGranted
from handlers.bookings import bookings as service
from handlers.bookings.rows import MOVES, Booking, State
from tests.handlers.bookings.saying import (
    WHAT,
    WHO,
    accept,
    cancel,
    declined,
    event_cancelled,
    held,
    paid,
    published,
    rejected,
    request,
    settling,
    state,
)

HERE = {"event_id": "e1", "booking_id": "e1-b1"}
ON_SALE = published(organiser_id="olga", offline_for=timedelta(days=2))
CODE = request().model_copy(update={"code": "spring"})
OFFLINE = request().model_copy(update={"offline": True})
CASE = {"provider": "stripe", "case_id": "c1", "kind": "no_booking"}
SCAN = {**HERE, "ticket": "e1-b1.1", "place": "stalls-A1", "gate": "north"}
GIFT = GiveBooking(**WHAT, asker_id="olga")
BEGINNINGS: tuple[Message, ...] = (request(), CODE, OFFLINE, GIFT)
SAYABLE: tuple[Message, ...] = (
    *BEGINNINGS,
    *(DiscountGranted(**WHO, attempt=attempt, discount=Discount(code="SPRING", percent=1)) for attempt in (1, 2)),
    *(DiscountRefused(**WHO, attempt=attempt, reason="code_used_up") for attempt in (1, 2)),
    MarkPaid(**HERE, asker_id="olga"),
    RefundBooking(**HERE, asker_id="olga", amount=1_000),
    *(RefundBooking(**HERE, asker_id=asker, tickets=(1,), void=True) for asker in ("olga", "ben")),
    cancel(),
    held(1),
    held(2),
    held(1, price=0),
    rejected(1),
    rejected(2),
    held(2).model_copy(update={"seats": ("stalls-A2",)}),
    accept(),
    paid(),
    paid().model_copy(update={"provisional": True}),
    PaymentCleared(**WHO, provider_id="pi_1", price=5_000, currency="EUR"),
    PaymentReturned(**WHO, provider_id="pi_1", price=5_000, currency="EUR", reason="card_limit"),
    *(CaseDecided(**WHO, **CASE, step=step, found=1_000) for step in ("void", "book", "retry")),
    settling(),
    declined(),
    TicketAdmitted(**SCAN, admitted_at=START, turn=1),
    AdmissionTakenBack(**SCAN, turn=2),
    ON_SALE,
    event_cancelled(),
)
ELSEWHERE: tuple[type[Message], ...] = (
    EventChanged, EventPostponed, EventRescheduled, SalesSuspended, SalesReinstated,
    TurnGranted, TurnExpired, QueueLeft, NameHolders, RepeatConfirmation,
)  # fmt: skip
"""What is heard, and moves no booking: it is about the event, the buyer's turn, or what stands on the tickets."""
PASSES = (timedelta(), timedelta(seconds=30), timedelta(minutes=10))
LEGAL: set[tuple[str, str]] = {("", "requested"), *((old, new) for old, news in MOVES.items() for new in news)}


class Watched(Bench):
    """Keeps the states that the booking goes through."""

    def __init__(self) -> None:
        self.path = [""]
        super().__init__(service)

    def _handle(self, item: Item) -> Folded:
        folded = super()._handle(item)
        assert self.outcome != "dead", self.error
        self.path.append(state(self))
        return folded


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(BEGINNINGS), st.lists(st.sampled_from((*SAYABLE, *PASSES)), max_size=14))
def test_no_sequence_moves_a_booking_outside_the_table(first: Message, story: list[Message | timedelta]) -> None:
    bench = Watched()
    for what in (ON_SALE, first, *story):
        bench.passes(what) if isinstance(what, timedelta) else bench.when(what)
    steps = {(old, new) for old, new in pairwise(bench.path) if old != new}
    assert steps <= LEGAL, bench.path


def test_all_that_moves_a_booking_is_said() -> None:
    heard = {kind for kind in service.steps if not issubclass(kind, Own)}
    said = {type(one) for one in SAYABLE}
    assert heard == said | {*ELSEWHERE} and not said & {*ELSEWHERE}


def reopen(said: PaymentSucceeded, booking: Booking) -> Iterator[Booking]:
    yield booking.but(state="held")


def test_a_move_outside_the_table_kills_the_message_leaves_the_row_and_parks_what_follows() -> None:
    broken = Service("bookings")
    broken.step(reopen)
    bench = Bench(broken)
    over = Booking(**WHAT, state="rejected", ticket_type="", quantity=0, deadline=bench.now)
    bench.given(over)
    bench.when(paid())
    bench.then_dead("not legal")
    bench.then_rows(over)
    bench.when(paid())
    assert [waiting.reason for waiting in bench.waits()] == ["dead", "parked"]


@pytest.mark.parametrize("old", MOVES)
@pytest.mark.parametrize("new", MOVES)
def test_the_rows_guard_is_the_table_of_moves(old: State, new: State) -> None:
    was = Booking(**WHAT, state=old, ticket_type="", quantity=0, deadline=START)
    assert was.but(state=new).legal(was) == (new == old or new in MOVES[old])

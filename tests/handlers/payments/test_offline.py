from typing import Any

import pytest

from choreography.testing import Bench
from contracts.base import Message
from contracts.bookings import BookingMarkedPaid, RefundGranted
from contracts.payments import OfflineRefundDue, PaidOffline, PaymentRefunded
from contracts.prices import Breakdown
from handlers.payments.rows import Balance, OfflinePayment
from tests.handlers.payments.saying import (
    PRICE,
    WHAT,
    WHO,
    balance,
    cancelled,
    closed,
    created,
    expired,
    give_back,
    held,
    marked_paid,
    paid,
    refund_done,
)

COST = Breakdown.of(4_000, 800, 200)
TOLD: dict[str, Any] = {"breakdown": COST, "commission": 100}
MARKED = BookingMarkedPaid(**WHAT, **PRICE, **TOLD)
BOOKED = {"offline": 5_000, "sales": -3_900, "tax": -800, "fees": -300}


def granted(amount: int, refund_id: str = "1") -> RefundGranted:
    fate = {"refund_id": refund_id, "amount": amount, "total": amount, "currency": "EUR"}
    return RefundGranted(**WHO, **fate, by_hand=True)


def due(amount: int, total: int, refund_id: str = "", breakdown: Breakdown | None = None) -> OfflineRefundDue:
    return OfflineRefundDue(**WHO, price=amount, currency="EUR", refund_id=refund_id, total=total, breakdown=breakdown)


@pytest.fixture
def bought(payments: Bench) -> Bench:
    payments.given(held(**TOLD), created(), MARKED, closed())
    return payments


def test_what_came_another_way_is_the_organisers_and_makes_what_is_owed_less(payments: Bench) -> None:
    payments.given(held(**TOLD), created())
    payments.when(MARKED)
    payments.then(PaidOffline(**WHO, **PRICE, breakdown=COST))
    books = payments.row(Balance, "e1")
    assert books and (balance(payments), books.offline, books.owed) == (BOOKED, 5_000, -1_100)


def test_a_part_is_owed_back_by_the_organiser_and_the_provider_is_not_asked(bought: Bench) -> None:
    bought.when(granted(1_000))
    bought.then(due(1_000, 1_000, "1", Breakdown.of(800, 160, 40)))
    bought.then_effects()
    assert balance(bought)["offline"] == 4_000


def test_cancelling_owes_the_rest(bought: Bench) -> None:
    bought.given(granted(1_000))
    bought.when(cancelled())
    bought.then(due(4_000, 5_000, "", Breakdown.of(3_200, 640, 160)))
    bought.then_effects()
    assert not any(balance(bought).values())


def test_what_is_marked_after_it_expired_is_booked_and_owed_back_if_the_seats_are_gone(payments: Bench) -> None:
    payments.given(held(**TOLD), created(), expired(), closed())
    payments.when(MARKED)
    payments.then(PaidOffline(**WHO, **PRICE, breakdown=COST))
    payments.given(held(**TOLD))
    payments.when(cancelled())
    payments.then(due(5_000, 5_000, "", COST))
    payments.then_effects()
    assert not any(balance(payments).values())


@pytest.mark.parametrize("said", [MARKED, granted(1_000), cancelled()], ids=["marked", "granted", "cancelled"])
def test_a_second_copy_books_nothing(bought: Bench, said: Message) -> None:
    bought.given(granted(1_000), cancelled())
    bought.when(said)
    bought.then_nothing()


def test_both_ways_at_once_leave_one_for_the_organiser_and_send_the_other_back(payments: Bench) -> None:
    payments.given(held(), created(), paid())
    payments.when(marked_paid())
    payments.then(PaidOffline(**WHO, **PRICE))
    payments.then_effects(give_back())
    payments.when(refund_done())
    assert [type(one) for one in payments.said()] == [PaymentRefunded]
    assert {name: sum_ for name, sum_ in balance(payments).items() if sum_} == {"offline": 5_000, "sales": -5_000}


def test_it_is_booked_though_its_price_is_heard_of_later(payments: Bench) -> None:
    payments.when(MARKED)
    payments.then(PaidOffline(**WHO, **PRICE, breakdown=COST))
    payments.when(held(**TOLD))
    payments.then_nothing()
    assert payments.row(OfflinePayment, "e1", "e1-b1")

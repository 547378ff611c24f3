"""What bookings says, beside the money: a difference that is there after an hour is a case, until it is gone."""

from datetime import timedelta
from typing import Any

import pytest

from choreography.testing import Bench
from contracts.base import Message
from contracts.bookings import BookingConfirmed
from contracts.payments import ApplyCase, CaseOpened
from handlers.payments.rows import MoneyCase
from tests.handlers.payments.saying import WHO, cancelled, created, expired, held, marked_paid, paid

SOON, HOUR = timedelta(minutes=50), timedelta(hours=1)
HERE = (held(), created(), paid())


def confirmed(price: int = 5_000, **other: Any) -> BookingConfirmed:
    return BookingConfirmed(
        **WHO, **{"price": price, "currency": "EUR", "seats": ("stalls-A1",), "stock_seq": 3} | other
    )


def case(bench: Bench) -> tuple[str, int, int, str] | None:
    row = bench.row(MoneyCase, "stripe", "e1-b1")
    return row and (row.kind, row.expected, row.found, row.state)


def told(bench: Bench) -> list[CaseOpened]:
    said = [one for one in bench.books.outbox.values() if one.envelope.type == "CaseOpened"]
    return [CaseOpened.model_validate_json(one.body) for one in said]


def happens(bench: Bench, *past: Message) -> Bench:
    bench.given(*past)
    bench.passes(timedelta(0))
    return bench


@pytest.mark.parametrize(
    ("past", "found"),
    [
        (HERE, ("not_confirmed", 0, 5_000, "open")),
        ((held(), expired(), created(), paid()), ("not_confirmed", 0, 5_000, "open")),
        ((held(), created(), confirmed()), ("not_paid", 5_000, 0, "open")),
        ((confirmed(),), ("not_paid", 5_000, 0, "open")),
        ((*HERE, confirmed(4_000)), ("other_price", 4_000, 5_000, "open")),
        ((*HERE, confirmed(currency="USD")), ("other_price", 5_000, 5_000, "open")),
    ],
)
def test_what_still_differs_after_an_hour_is_one_case(payments: Bench, past: tuple[Message, ...], found: Any) -> None:
    happens(payments, *past).passes(SOON)
    assert case(payments) is None
    payments.passes(10 * HOUR)
    assert case(payments) == found
    assert [(one.booking_id, one.kind, one.proposal) for one in told(payments)] == [("e1-b1", found[0], "void")]


@pytest.mark.parametrize(
    "past",
    [
        (*HERE, confirmed()),
        (*HERE, confirmed(), confirmed()),
        (held(), created(), confirmed(), paid()),
        (held(), created(), confirmed(), confirmed(), paid(), paid()),
        (held(), confirmed(), created(), paid()),
        (held(), created(), confirmed(), paid(), confirmed()),
        (*HERE, cancelled()),
        (held(), created(), cancelled(), paid()),
        (*HERE, confirmed(), cancelled()),
        (*HERE, confirmed(), marked_paid()),
        (held(), created(), marked_paid(), confirmed()),
        (marked_paid(), confirmed()),
        (held(), created(), expired()),
        (confirmed(price=0),),
    ],
)
def test_what_agrees_in_time_is_none(payments: Bench, past: tuple[Message, ...]) -> None:
    happens(payments, *past).passes(10 * HOUR)
    assert case(payments) is None and not told(payments)


def test_where_both_agree_nothing_is_left_to_look_at(payments: Bench) -> None:
    happens(payments, *HERE, confirmed())
    assert payments.waits() == []


def test_what_goes_back_is_not_looked_at_an_hour_later(payments: Bench) -> None:
    happens(payments, *HERE, cancelled())
    assert payments.waits() == [] and case(payments) is None


def test_money_that_comes_after_the_case_ends_it(payments: Bench) -> None:
    happens(payments, held(), created(), confirmed()).passes(2 * HOUR)
    assert case(payments) == ("not_paid", 5_000, 0, "open")
    happens(payments, paid())
    assert case(payments) == ("not_paid", 5_000, 0, "gone") and payments.waits() == []


@pytest.mark.parametrize(("other", "due"), [(confirmed(4_000), 4_000), (confirmed(currency="USD"), 5_000)])
def test_money_that_comes_after_is_of_another_price_at_once(payments: Bench, other: Message, due: int) -> None:
    happens(payments, held(), created(), other, paid(), paid())
    assert case(payments) == ("other_price", due, 5_000, "open")


def test_a_word_that_comes_late_ends_the_case(payments: Bench) -> None:
    happens(payments, *HERE).passes(2 * HOUR)
    happens(payments, cancelled())
    assert case(payments) == ("not_confirmed", 0, 5_000, "gone")
    assert payments.waits() == []


def test_a_case_that_operators_propose_to_end_is_not_opened_again(payments: Bench) -> None:
    happens(payments, *HERE).passes(2 * HOUR)
    happens(payments, ApplyCase(provider="stripe", case_id="e1-b1", operator="olga")).passes(9 * HOUR)
    assert case(payments) == ("not_confirmed", 0, 5_000, "proposed") and len(told(payments)) == 1

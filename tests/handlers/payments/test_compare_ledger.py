"""What the ledger's entries come to, beside what a payment says: a difference that stays is a case."""

from datetime import timedelta
from typing import Any

import pytest

from choreography.testing import START, Bench
from contracts.base import Message
from contracts.payments import Reconcile
from handlers.payments.own import CompareLedger, ObjectRead
from handlers.payments.rows import LedgerEntry, MoneyCase, Refund
from tests.handlers.payments.saying import WHO, cancelled, created, dispute, held, paid
from tests.handlers.payments.saying import refund_done as whole
from tests.handlers.payments.test_compare_booking import confirmed, told
from tests.handlers.payments.test_compare_refunds import happens
from tests.handlers.payments.test_reconcile import INTENT, REFUND, page, put, read
from tests.handlers.payments.test_refund_by_hand import by_hand
from tests.handlers.payments.test_refund_part import done, granted

HOUR = timedelta(hours=1)
BOUGHT = (held(), created(), paid(), confirmed())
LOOK = CompareLedger(**WHO)


def case(bench: Bench) -> tuple[str, int, int, str] | None:
    row = bench.row(MoneyCase, "stripe", "e1-b1.ledger")
    return row and (row.kind, row.expected, row.found, row.state)


def entry(amount: int, name: str = "x", account: str = "provider") -> LedgerEntry:
    return LedgerEntry("e1", "e1-b1", f"{name}/{account}", name, account, amount, "EUR")


@pytest.fixture
def bought(payments: Bench) -> Bench:
    return happens(payments, *BOUGHT)


@pytest.mark.parametrize(
    "past",
    [
        (),
        (granted(),),
        (granted(), done()),
        (granted(), done(), done("failed", reason="lost_card")),
        (granted(), done(), cancelled(), whole()),
        (by_hand(700),),
        (cancelled(), whole(), whole("failed")),
        (dispute("created"), dispute("funds_withdrawn")),
    ],
)
def test_whatever_moved_the_entries_come_to_what_the_payment_says(bought: Bench, past: tuple[Message, ...]) -> None:
    happens(bought, *past).when(LOOK)
    bought.then_nothing()


def test_nothing_came_for_one_that_nobody_paid(payments: Bench) -> None:
    happens(payments, held(), created()).when(LOOK)
    payments.then_nothing()


def test_an_entry_too_many_is_a_case_once_it_is_seen_twice(bought: Bench) -> None:
    bought.given(entry(700))
    bought.when(LOOK)
    assert case(bought) is None
    bought.passes(HOUR)
    assert case(bought) == ("ledger_differs", 5_000, 5_700, "open") and len(told(bought)) == 1
    bought.passes(5 * HOUR)
    assert len(told(bought)) == 1


def test_money_without_an_entry_is_a_case(payments: Bench) -> None:
    happens(payments, held(), created())
    put(payments, state="succeeded")
    happens(payments, LOOK).passes(HOUR)
    assert case(payments) == ("ledger_differs", 5_000, 0, "open")


def test_a_part_that_the_payment_does_not_know_is_a_case(bought: Bench) -> None:
    bought.given(Refund("e1", "e1-b1", "7", "ben", "pi_1", 300, "EUR", "refunded"))
    happens(bought, LOOK).passes(HOUR)
    assert case(bought) == ("parts_differ", 0, 300, "open")


def test_rows_of_another_moment_are_no_case(bought: Bench) -> None:
    bought.given(entry(700), LOOK, entry(-700, "y"))
    bought.passes(2 * HOUR)
    assert case(bought) is None and bought.waits() == []


def test_a_case_that_agrees_in_the_end_is_gone(bought: Bench) -> None:
    bought.given(entry(700), LOOK)
    bought.passes(HOUR)
    bought.given(entry(-700, "y"))
    bought.passes(HOUR)
    assert case(bought) == ("ledger_differs", 5_000, 5_700, "gone") and bought.waits() == []


def test_what_came_another_way_is_not_the_providers(bought: Bench) -> None:
    bought.given(entry(900, account="offline"), entry(-900, account="sales"))
    bought.when(LOOK)
    bought.then_nothing()


def test_more_entries_than_a_page_are_all_added_up(bought: Bench) -> None:
    bought.given(*(entry(-1 if n % 2 else 1, f"n{n}") for n in range(450)))
    bought.given(LOOK)
    bought.passes(timedelta(0))
    assert case(bought) is None and bought.waits() == []


# when it is compared
def aged(about: dict[str, Any], age: timedelta) -> dict[str, Any]:
    return about | {"created": int((START - age).timestamp())}


def test_each_is_compared_when_it_is_listed_for_the_last_time(payments: Bench) -> None:
    payments.given(Reconcile(provider="stripe"))
    payments.given(page("change"))
    payments.passes(timedelta(minutes=5))
    payments.given(Reconcile(provider="stripe"))
    old, new = aged(INTENT, timedelta(minutes=58)), aged(INTENT | {"id": "pi_2"}, timedelta(minutes=50))
    payments.when(page("intent", old, new))
    said = [ObjectRead.model_validate_json(row.body) for row in payments.waits() if row.envelope.type == "ObjectRead"]
    assert [(one.case_id, one.last) for one in said] == [("pi_1", True), ("pi_2", False)]


@pytest.mark.parametrize(("last", "compared"), [(True, 1), (False, 0)])
@pytest.mark.parametrize(("kind", "about"), [("intent", INTENT), ("refund", REFUND)])
def test_what_is_read_for_the_last_time_has_its_ledger_compared(
    bought: Bench, kind: Any, about: dict[str, Any], last: bool, compared: int
) -> None:
    bought.when(read(kind, about).model_copy(update={"last": last}))
    assert sum(row.envelope.type == "CompareLedger" for row in bought.waits()) == compared

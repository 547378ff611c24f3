"""The sum that went back at the provider, beside what is booked: a difference is a case once its grace is over."""

from datetime import timedelta

import pytest

from choreography.testing import Bench
from contracts.payments import CaseOpened
from handlers.payments.own import ReadObject
from handlers.payments.rows import MoneyCase
from tests.handlers.payments.saying import cancelled, created, held, lost, paid, retry
from tests.handlers.payments.saying import refund_done as whole
from tests.handlers.payments.saying import refund_refused as whole_refused
from tests.handlers.payments.test_compare_refunds import happens
from tests.handlers.payments.test_reconcile import INTENT, REFUND, again, case, missed, read
from tests.handlers.payments.test_refund_by_hand import by_hand
from tests.handlers.payments.test_refund_part import done, granted

HOUR = timedelta(hours=1)
PART = REFUND | {"amount": 2_000, "metadata": {"attempt": "part 1/1"}}


@pytest.fixture
def kept(payments: Bench) -> Bench:
    """Paid, and its booking stays."""
    payments.given(held(), created(), paid())
    return payments


def looks(bench: Bench) -> list[bool]:
    """At the intent: each once more, or for the first time."""
    bodies = [row.body for row in bench.books.effects.values() if row.envelope.type == "ReadObject"]
    return [ReadObject.model_validate_json(body).again for body in bodies]


def told(bench: Bench) -> tuple[str, int, int, str] | None:
    found = case(bench)
    return found and (found.kind, found.expected, found.found, found.proposal)


def test_a_part_that_was_paid_back_twice_there_is_a_case_after_its_grace(kept: Bench) -> None:
    kept.given(granted(), done())
    kept.when(read("intent", INTENT, amount_refunded=4_000))
    kept.then()
    kept.passes(HOUR)
    assert looks(kept) == [True]
    kept.when(again("intent", INTENT, amount_refunded=4_000))
    assert isinstance(kept.said()[0], CaseOpened)
    assert told(kept) == ("refund_not_booked", 2_000, 4_000, "look")


def test_less_than_was_booked_is_to_go_back_after_all(kept: Bench) -> None:
    kept.given(granted(), done())
    kept.when(again("intent", INTENT, amount_refunded=500))
    assert told(kept) == ("not_refunded", 2_000, 500, "refund")


@pytest.mark.parametrize("there", [0, 2_000])
def test_while_a_part_is_under_way_the_provider_may_have_it_or_not(kept: Bench, there: int) -> None:
    kept.given(granted())
    for seen in (read, again):
        kept.when(seen("intent", INTENT, amount_refunded=there))
        kept.then_nothing()
    kept.given(done("pending"), done())
    kept.when(again("intent", INTENT, amount_refunded=2_000))
    assert case(kept) is None


def test_a_refund_whose_webhook_is_late_is_none(kept: Bench) -> None:
    kept.when(read("intent", INTENT, amount_refunded=700))
    kept.given(by_hand(700))
    kept.passes(HOUR)
    assert looks(kept) == [True]
    kept.when(again("intent", INTENT, amount_refunded=700))
    assert case(kept) is None and missed(kept) == []


def test_one_whose_webhook_was_quicker_than_the_page_is_none(kept: Bench) -> None:
    kept.given(by_hand(700))
    kept.when(read("intent", INTENT, amount_refunded=0))
    kept.passes(HOUR)
    kept.when(again("intent", INTENT, amount_refunded=700))
    assert case(kept) is None


@pytest.mark.parametrize("times", [1, 12])
def test_of_an_old_payment_whose_part_is_read_the_sum_is_looked_at_once(kept: Bench, times: int) -> None:
    kept.given(granted(), done())
    for _ in range(times):
        kept.when(read("refund", PART))
        kept.passes(timedelta(minutes=5))
    kept.passes(HOUR)
    assert looks(kept) == [False]


def test_a_payment_that_went_back_whole_is_not_looked_at_for_that(kept: Bench) -> None:
    kept.given(cancelled(), whole())
    waiting = len(kept.waits())
    kept.when(read("refund", REFUND))
    assert len(kept.waits()) == waiting


def test_a_whole_refund_that_went_though_it_was_refused_is_a_case(kept: Bench) -> None:
    kept.given(cancelled(), whole_refused())
    kept.when(again("intent", INTENT, amount_refunded=5_000))
    assert told(kept) == ("refund_not_booked", 0, 5_000, "look")


def test_a_case_that_agrees_in_the_end_is_gone(kept: Bench) -> None:
    kept.given(again("intent", INTENT, amount_refunded=700), by_hand(700))
    kept.when(read("intent", INTENT, amount_refunded=700))
    found = kept.row(MoneyCase, "stripe", "pi_1")
    assert found and found.state == "gone"


def test_what_a_bank_keeps_of_a_payment_that_went_back_is_none(kept: Bench) -> None:
    happens(kept, *lost(2_000), cancelled(), whole_refused(), retry(), whole(attempt=2))
    kept.when(again("intent", INTENT, amount_refunded=3_000))
    assert case(kept) is None
    kept.when(again("intent", INTENT, amount_refunded=2_999))
    assert told(kept) == ("not_refunded", 3_000, 2_999, "refund")


def test_a_part_that_failed_though_the_rest_went_is_none(kept: Bench) -> None:
    happens(kept, granted(), done("failed"), cancelled(), whole())
    kept.when(again("intent", INTENT, amount_refunded=3_000))
    assert case(kept) is None

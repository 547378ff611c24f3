from datetime import timedelta
from typing import Any

import pytest

from choreography.testing import START, Bench
from contracts.payments import StripeEventMatched
from handlers.payments.rows import Stray
from tests.handlers.payments.saying import REFUNDED, balance, cancelled, created, held, paid, refund, refund_done, state

BY_HAND = refund("succeeded", attempt=None)


def matched(said: Any) -> StripeEventMatched:
    return StripeEventMatched(**said.model_dump(), event_id="e1", booking_id="e1-b1", buyer_id="ben")


def test_an_object_without_our_metadata_is_led_to_its_booking(payments: Bench) -> None:
    payments.given(held(), created(), paid())
    payments.when(BY_HAND)
    payments.then(matched(BY_HAND))


def test_a_whole_refund_by_hand_counts_and_no_second_one_follows(payments: Bench) -> None:
    payments.given(held(), created(), paid())
    payments.passes(timedelta(0))
    payments.when(matched(BY_HAND))
    payments.goes_on()
    payments.then(REFUNDED)
    assert balance(payments) == {"provider": 0, "sales": 0}
    payments.when(cancelled())
    payments.then_effects()
    assert state(payments) == "refunded"


def test_a_refund_by_hand_while_ours_is_under_way_is_booked_once(payments: Bench) -> None:
    payments.given(held(), created(), paid(), cancelled(), matched(BY_HAND))
    payments.when(refund_done())
    payments.then(REFUNDED)
    payments.when(matched(BY_HAND))
    payments.passes(timedelta(0))
    payments.then_nothing()


@pytest.mark.parametrize("copies", [1, 2])
def test_an_intent_that_is_none_of_ours_is_kept_for_an_operator(payments: Bench, copies: int) -> None:
    for _ in range(copies):
        payments.when(paid(metadata={}))
        payments.then()
    payments.then_rows(Stray("pi_1", "evt_1", "payment_intent.succeeded", 5_000, "EUR", START))

import pytest

from choreography.testing import Bench
from tests.handlers.payments.saying import (
    CANCEL,
    SETTLING,
    SUCCEEDED,
    cancelled,
    closed,
    created,
    declined,
    expired,
    failed,
    held,
    paid,
    processing,
    state,
)


@pytest.fixture
def open_(payments: Bench) -> Bench:
    payments.given(held(), created())
    return payments


def test_a_slow_payment_is_told(open_: Bench) -> None:
    open_.when(processing())
    open_.then(SETTLING)


@pytest.mark.parametrize("copy", ["evt_p1", "evt_p2"])
def test_a_slow_payment_told_twice_is_told_once(open_: Bench, copy: str) -> None:
    open_.given(processing())
    open_.when(processing(copy))
    open_.then_nothing()


def test_a_slow_payment_before_its_intent_is_early(payments: Bench) -> None:
    payments.given(held())
    payments.when(processing())
    payments.then_early()


@pytest.mark.parametrize("end", [paid(), closed(), expired(), cancelled()])
def test_a_slow_payment_told_after_the_end_is_not_told(open_: Bench, end: object) -> None:
    open_.given(end)
    open_.when(processing())
    open_.then_nothing()


def test_its_success_is_told_once(open_: Bench) -> None:
    open_.given(processing())
    open_.when(paid())
    open_.then(SUCCEEDED)


@pytest.mark.usefixtures("three_tries")
def test_its_failure_closes_the_intent_however_many_cards_may_be_declined(open_: Bench) -> None:
    open_.given(processing())
    open_.when(declined())
    open_.then_effects(CANCEL)
    open_.when(closed())
    open_.then(failed())


@pytest.mark.usefixtures("three_tries")
def test_a_failure_that_overtakes_its_beginning_leaves_no_seats_kept(open_: Bench) -> None:
    open_.given(declined())
    open_.when(processing())
    open_.then_nothing()
    assert state(open_) == "open"


@pytest.mark.usefixtures("three_tries")
def test_a_slow_payment_after_a_declined_card_is_told_and_the_decline_again_ends_nothing(open_: Bench) -> None:
    open_.given(declined())
    open_.when(processing(at=5))
    open_.then(SETTLING)
    open_.when(declined("evt_d2"))
    open_.then_nothing()


def test_its_money_for_a_booking_given_up_goes_back(open_: Bench) -> None:
    open_.given(processing(), cancelled())
    open_.when(closed("processing"))
    open_.when(paid())
    open_.then(SUCCEEDED)

import pytest

from choreography.testing import Bench
from choreography.vocabulary import Tell
from contracts.base import Message
from contracts.payments import BreakerNotReset, BreakerReset, ResetBreaker, ResetBreakerSigned
from handlers.payments.settings import settings

ASKED = ResetBreaker(dependency="stripe", operator="olga")
SIGNED = ResetBreakerSigned(dependency="stripe", operator="olga")
TOLD = [Tell("breakers.payments.stripe", b"{}")]


@pytest.fixture
def signed_in_only(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(settings(), "signed_in_only", True)


@pytest.mark.parametrize("asked", [ASKED, SIGNED])
def test_a_reset_is_answered_with_who_asked_and_told_to_every_copy_of_the_service(
    payments: Bench, asked: Message
) -> None:
    payments.when(asked)
    payments.then(BreakerReset(dependency="stripe", operator="olga"))
    assert payments.last.told == TOLD


@pytest.mark.parametrize("asked", [ASKED, SIGNED])
def test_a_second_copy_resets_nothing(payments: Bench, asked: Message) -> None:
    payments.when(asked, id="first")
    payments.when(asked, id="first")
    payments.then_nothing()
    assert payments.last.told == []


def test_where_operators_have_to_sign_in_a_name_resets_nothing(payments: Bench, signed_in_only: None) -> None:
    payments.when(ASKED)
    payments.then(BreakerNotReset(dependency="stripe", reason="signed_in_only"))
    assert payments.last.told == []
    payments.when(SIGNED)
    assert payments.last.told == TOLD


def test_a_reset_of_before_says_no_name_and_is_still_one(payments: Bench) -> None:
    payments.when(ResetBreaker(dependency="stripe"))
    payments.then(BreakerReset(dependency="stripe"))

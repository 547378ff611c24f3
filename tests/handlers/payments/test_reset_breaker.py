from choreography.testing import Bench
from choreography.vocabulary import Tell
from contracts.payments import BreakerReset, ResetBreaker

ASKED = ResetBreaker(dependency="stripe")


def test_a_reset_is_answered_and_told_to_every_copy_of_the_service(payments: Bench) -> None:
    payments.when(ASKED)
    payments.then(BreakerReset(dependency="stripe"))
    assert payments.last.told == [Tell("breakers.payments.stripe", b"{}")]


def test_a_second_copy_resets_nothing(payments: Bench) -> None:
    payments.when(ASKED, id="first")
    payments.when(ASKED, id="first")
    payments.then_nothing()
    assert payments.last.told == []

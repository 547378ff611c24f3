from choreography.testing import Bench
from choreography.vocabulary import Tell
from contracts.email import MailBreakerReset, ResetMailBreaker

ASKED = ResetMailBreaker(dependency="smtp")


def test_a_reset_is_answered_and_told_to_every_copy_of_the_service(email: Bench) -> None:
    email.when(ASKED)
    email.then(MailBreakerReset(dependency="smtp"))
    assert email.last.told == [Tell("breakers.email.smtp", b"{}")]


def test_a_second_copy_resets_nothing(email: Bench) -> None:
    email.when(ASKED, id="first")
    email.when(ASKED, id="first")
    email.then_nothing()
    assert email.last.told == []

"""Who guesses passwords waits longer and longer; the owner gets in all the same."""

from datetime import timedelta

import pytest

from contracts.identity import SessionRefused, SessionStarted
from handlers.identity.rows import FORGIVEN, FREE, LOCKED_AT_MOST, Failures
from tests.handlers.identity.story import ANN, NEW, PASSWORD, Story

WRONG = "a wrong password"


def guesses(identity: Story, count: int) -> list[str]:
    """One after the other, without waiting."""
    return [identity.refused(identity.hears(identity.log_in(WRONG))) for _ in range(count)]


def attacked(identity: Story, rounds: int) -> int:
    """The wait after so many guesses, each as soon as it is let."""
    waited = 0
    for _ in range(rounds):
        guesses(identity, 1)
        refused = identity.hears(identity.log_in(WRONG))
        waited = refused.retry_after if isinstance(refused, SessionRefused) else 0
        identity.bench.passes(timedelta(seconds=waited))
    return waited


@pytest.mark.parametrize("known", [True, False])
def test_after_a_few_wrong_passwords_the_account_waits_whether_there_is_one_or_not(
    identity: Story, known: bool
) -> None:
    if known:
        identity.hears(identity.register())
    assert guesses(identity, FREE + 3) == [*["bad_credentials"] * (FREE + 1), "locked", "locked"]
    assert [getattr(said, "retry_after", 0) for said in identity.bench.said()] == [1]


def test_a_refusal_says_from_where_it_was_asked_also_of_who_has_to_wait(identity: Story) -> None:
    for reason in [*["bad_credentials"] * (FREE + 1), "locked"]:
        said = identity.hears(identity.log_in(WRONG, source="h1"))
        assert isinstance(said, SessionRefused) and (said.reason, said.source) == (reason, "h1")


def test_the_wait_is_doubled_each_time_up_to_a_quarter_of_an_hour(identity: Story) -> None:
    guesses(identity, FREE)
    assert [attacked(identity, 1) for _ in range(4)] == [1, 2, 4, 8]
    assert attacked(identity, 10) == LOCKED_AT_MOST.total_seconds() and attacked(identity, 50) == 900


def test_a_locked_account_does_not_even_look_at_the_right_password_of_a_stranger(identity: Story) -> None:
    identity.hears(identity.register())
    guesses(identity, FREE + 1)
    assert identity.refused(identity.hears(identity.log_in(PASSWORD))) == "locked"
    identity.bench.passes(timedelta(seconds=1))
    assert isinstance(identity.hears(identity.log_in(PASSWORD)), SessionStarted)
    assert identity.bench.row(Failures, ANN) is None


def test_a_known_device_gets_in_under_attack(identity: Story) -> None:
    identity.hears(identity.register())
    attacked(identity, 30)
    guesses(identity, 1)
    assert isinstance(identity.hears(identity.log_in(PASSWORD, known_device=True)), SessionStarted)


def test_what_a_known_device_types_wrong_is_not_held_against_strangers(identity: Story) -> None:
    identity.hears(identity.register())
    for _ in range(FREE + 3):
        identity.hears(identity.log_in(WRONG, known_device=True))
    assert isinstance(identity.hears(identity.log_in(PASSWORD)), SessionStarted)


def test_a_reset_under_attack_lets_the_owner_in(identity: Story) -> None:
    code = identity.code()
    guesses(identity, FREE + 3)
    identity.hears(identity.reset(code))
    assert isinstance(identity.hears(identity.log_in(NEW)), SessionStarted)


def test_a_day_without_a_wrong_one_forgives_all(identity: Story) -> None:
    guesses(identity, FREE)
    identity.bench.passes(FORGIVEN - timedelta(hours=1))
    guesses(identity, 1)
    identity.bench.passes(FORGIVEN - timedelta(hours=1))
    assert identity.bench.row(Failures, ANN), "a day since the last"
    identity.bench.passes(timedelta(hours=1))
    assert identity.bench.row(Failures, ANN) is None and not identity.bench.waits()


def test_a_second_copy_of_a_guess_counts_once(identity: Story) -> None:
    asked = identity.log_in(WRONG)
    identity.hears(asked, id="c1")
    identity.bench.when(asked, id="c1")
    identity.bench.then_nothing()
    assert (row := identity.bench.row(Failures, ANN)) and row.count == 1

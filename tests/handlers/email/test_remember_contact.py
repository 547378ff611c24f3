"""Who registers is remembered; who shows that they read their mail is welcomed, once."""

from datetime import timedelta

from choreography.testing import START, Bench
from contracts.identity import MailVerified
from handlers.email.rows import Bounce, Contact
from tests.handlers.email.saying import ADDRESS, registered
from tests.handlers.email.test_want_of_account import due

VERIFIED = MailVerified(account_id="ann", request="r1")


def test_who_registers_is_remembered_and_not_written_to_before_they_read_it(email: Bench) -> None:
    email.when(registered())
    email.then_rows(Contact("ann", ADDRESS))
    assert not email.waits()


def test_who_read_a_code_there_is_welcomed(email: Bench) -> None:
    email.given(registered())
    email.when(VERIFIED)
    email.then_rows(Contact("ann", ADDRESS, verified=True))
    assert [mail.kind for mail in due(email)] == ["welcome"]


def test_a_registration_and_a_code_heard_twice_are_one_welcome(email: Bench) -> None:
    email.given(registered(), VERIFIED)
    for again in (registered(), VERIFIED):
        email.when(again)
        email.then_nothing()


def test_who_was_verified_long_ago_is_remembered_and_not_welcomed_any_more(email: Bench) -> None:
    email.given(registered())
    email.when(VERIFIED, at=START - timedelta(days=2))
    email.then_rows(Contact("ann", ADDRESS, verified=True))
    assert not email.waits()


def test_a_code_that_is_heard_of_before_its_account_waits_for_it(email: Bench) -> None:
    email.when(VERIFIED)
    assert email.outcome == "early"


def test_what_came_back_is_forgotten_by_who_reads_a_code_there(email: Bench) -> None:
    email.given(Contact("ann", ADDRESS, verified=True), Bounce("ann", hard=True))
    email.when(VERIFIED)
    assert email.row(Bounce, "ann") is None and not due(email)

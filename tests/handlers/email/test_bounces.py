"""A mail that came back, and what is mailed there afterwards."""

from typing import Any

from choreography.testing import Bench
from contracts.email import BounceLifted, LiftBounce, MailBounced, RecordBounce
from handlers.email.rows import Bounce

BAD: dict[str, Any] = {"account_id": "ann", "hard": True, "code": "5.1.1", "message_id": "m1"}
FULL: dict[str, Any] = {"account_id": "ann", "hard": False, "code": "4.2.2", "message_id": "m2"}


def test_a_mail_that_came_back_is_recorded_and_told(email: Bench) -> None:
    email.when(RecordBounce(**BAD))
    email.then(MailBounced(**BAD))
    email.then_rows(Bounce(**BAD))


def test_a_second_copy_changes_nothing(email: Bench) -> None:
    email.when(RecordBounce(**BAD), id="one")
    email.when(RecordBounce(**BAD), id="one")
    email.then_nothing()


def test_a_full_mailbox_does_not_make_a_lost_one_exist(email: Bench) -> None:
    email.given(RecordBounce(**BAD))
    email.when(RecordBounce(**FULL))
    email.then(MailBounced(**FULL))
    assert not email.last.changes.rows


def test_one_that_was_full_may_be_lost_later(email: Bench) -> None:
    email.given(RecordBounce(**FULL))
    email.when(RecordBounce(**BAD))
    email.then_rows(Bounce(**BAD))


def test_an_operator_lifts_it(email: Bench) -> None:
    email.given(RecordBounce(**BAD))
    email.when(LiftBounce(account_id="ann"))
    email.then(BounceLifted(account_id="ann"))
    assert not email.books.rows[Bounce]


def test_a_second_copy_of_the_lift_is_answered_from_the_first(email: Bench) -> None:
    email.given(RecordBounce(**BAD))
    for _ in range(2):
        email.when(LiftBounce(account_id="ann"), id="one")
    email.then_nothing()


def test_where_nothing_came_back_there_is_nothing_to_lift(email: Bench) -> None:
    email.when(LiftBounce(account_id="ann"))
    email.then_refused("not_found")

"""One mail of a kind for one recipient in one matter, whatever happens on the way."""

from datetime import timedelta

import pytest

from choreography.testing import START, Bench
from contracts.email import MAIL_ONLY, EmailFailed, Kind, NoticePosted
from handlers.email.mail_not_sent import TRIES
from handlers.email.rows import Delivery
from tests.handlers.email.saying import (
    MAIL,
    delivery,
    due,
    email_sent,
    held,
    issued,
    message_id,
    not_sent,
    send,
    sent,
)  # fmt: skip


def test_a_mail_that_is_due_is_sent(email: Bench) -> None:
    email.when(due(event="Tosca"))
    email.then_rows(delivery(facts={"event": "Tosca"}))
    email.then_effects(send(event="Tosca"))


def test_a_mail_that_is_due_twice_is_sent_once(email: Bench) -> None:
    email.given(due())
    email.when(due())
    assert not email.last.changes.effects


def test_a_mail_that_is_due_stands_in_the_inbox_too_and_once(email: Bench) -> None:
    email.when(due(event="Tosca"))
    email.then(NoticePosted(**MAIL, kind="confirmed", notice_id=message_id(), facts={"event": "Tosca"}))
    email.when(due(event="Tosca"))
    email.then_nothing()


@pytest.mark.parametrize("kind", sorted(MAIL_ONLY))
def test_what_is_for_the_mailbox_alone_does_not(email: Bench, kind: Kind) -> None:
    email.when(due(kind))
    email.then()


def test_another_kind_of_mail_in_the_same_matter_is_another_mail(email: Bench) -> None:
    email.given(due())
    email.when(due("cancelled"))
    email.then_effects(send("cancelled"))
    assert message_id("cancelled") != message_id("confirmed")


def test_tickets_issued_three_times_are_one_mail(email: Bench) -> None:
    effects = 0
    for _ in range(3):
        email.when(issued())
        email.passes(timedelta())
        effects += len(email.last.changes.effects)
    assert effects == 1


def test_a_sent_mail_is_told(email: Bench) -> None:
    email.given(due())
    email.when(sent())
    email.then(email_sent())
    email.then_rows(delivery(state="sent"))


def test_a_result_that_comes_twice_is_told_once(email: Bench) -> None:
    email.given(due(), sent())
    email.when(sent())
    email.then()


def test_a_final_failure_is_told(email: Bench) -> None:
    email.given(due())
    email.when(not_sent("bad_address"))
    email.then(EmailFailed(**MAIL, kind="confirmed", reason="bad_address"))
    email.then_rows(delivery(state="failed", reason="bad_address"))


def test_a_failure_after_the_mail_was_sent_changes_nothing(email: Bench) -> None:
    email.given(due(), sent())
    email.when(not_sent("late"))
    email.then()


def test_a_recipient_who_is_not_known_yet_is_tried_again(email: Bench) -> None:
    email.given(due(), not_sent("no_contact", again=True))
    assert [waiting.due - START for waiting in email.waits()] == [timedelta(seconds=0.5)]
    email.passes(timedelta(seconds=0.5))
    email.then_effects(send())


def test_who_is_heard_of_an_hour_later_is_mailed_then(email: Bench) -> None:
    email.given(due())
    hour = START + timedelta(hours=1)
    while email.now < hour:
        email.when(not_sent("no_contact", again=True))
        email.passes(max(one.due for one in email.waits()) - email.now)
        email.then_effects(send())
    email.when(sent())
    email.then_rows(delivery(state="sent", tries=13, reason="no_contact"))


def test_a_recipient_who_stays_unknown_is_given_up(email: Bench) -> None:
    email.given(due())
    for _ in range(TRIES):
        email.when(not_sent("no_contact", again=True))
        email.passes(timedelta(hours=2))
    email.when(not_sent("no_contact", again=True))
    email.then(EmailFailed(**MAIL, kind="confirmed", reason="no_contact"))


def test_a_held_mail_is_sent_then_and_uses_up_no_try(email: Bench) -> None:
    email.given(due("welcome"), held("welcome"))
    assert [waiting.due - START for waiting in email.waits()] == [timedelta(hours=8)]
    email.passes(timedelta(hours=8))
    email.then_effects(send("welcome"))
    assert [row.tries for row in email.books.rows[Delivery].values() if isinstance(row, Delivery)] == [0]


def test_a_mail_that_is_held_after_it_was_sent_stays_sent(email: Bench) -> None:
    email.given(due(), sent())
    email.when(held())
    email.then_nothing()


def test_a_mail_that_is_held_twice_is_sent_once(email: Bench) -> None:
    email.given(due(), held())
    email.when(held())
    assert len(email.waits()) == 1

"""A mail that was given up is tried again by an operator."""

from typing import Any

import pytest

from choreography.testing import Bench
from contracts.email import FORGOTTEN, EmailSent, Kind, MailNotRetried, MailRetried, RetryMail
from handlers.email.rows import Delivery
from ops.inspector.mails import failed
from tests.handlers.email.saying import MAIL, message_id, sent

WHICH: dict[str, Any] = {**MAIL, "kind": "confirmed"}
ASKED = RetryMail(**WHICH)


def given_up(kind: Kind = "confirmed", **other: Any) -> Delivery:
    fields = {"state": "failed", "tries": 14, "reason": "smtp.example:25 SMTPConnectError 554"} | other
    return Delivery("opera", kind, "ann", "opera-b1", message_id(), facts={"event": "Tosca"}, **fields)


def test_it_is_tried_as_if_it_were_new_under_the_same_message_id(email: Bench) -> None:
    email.given(given_up())
    email.when(ASKED)
    email.then(MailRetried(**WHICH))
    email.then_rows(given_up(state="due", tries=0, reason=""))
    assert message_id().encode() in email.last.changes.effects[0].body
    email.when(sent())
    email.then(EmailSent(**WHICH, message_id=message_id()))


@pytest.mark.parametrize("state", ["due", "sent"])
def test_what_was_not_given_up_is_not_sent_again(email: Bench, state: str) -> None:
    email.given(given_up(state=state))
    email.when(ASKED)
    email.then(MailNotRetried(**WHICH, state=state))
    email.then_effects()


@pytest.mark.parametrize("kind", sorted(FORGOTTEN))
def test_a_code_that_is_forgotten_is_not_sent_again(email: Bench, kind: Kind) -> None:
    email.given(given_up(kind))
    email.when(ASKED.model_copy(update={"kind": kind}))
    email.then(MailNotRetried(**WHICH | {"kind": kind}, state="failed"))


def test_a_second_copy_tries_it_no_second_time(email: Bench) -> None:
    email.given(given_up())
    email.when(ASKED, id="one")
    email.when(ASKED, id="one")
    email.then_nothing()


def test_a_mail_that_was_never_due_is_none(email: Bench) -> None:
    email.when(ASKED)
    email.then_refused("not_found")


def test_what_a_person_does_not_want_is_not_listed() -> None:
    rows = [given_up(), given_up(state="sent"), *(given_up(reason=reason) for reason in ("erased", "unsubscribed"))]
    assert [(one.message_id, one.retried()) for one in failed(rows)] == [(message_id(), ASKED)]

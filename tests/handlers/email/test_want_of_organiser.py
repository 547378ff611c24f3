from datetime import timedelta

import pytest

from choreography.testing import START, Bench
from contracts.catalog import Decided, OrganiserReinstated, OrganiserSuspended, OrganiserVerified
from handlers.email.own import MailDue
from handlers.email.rows import Delivery
from handlers.email.want_of_account import NEWS
from handlers.email.want_of_organiser import DECIDED

SAID: dict[str, Decided] = {
    DECIDED[kind]: kind(
        organiser_id="olga", operator_id="oscar", reason="papers", verified=True, suspended=False, turn=3
    )
    for kind in (OrganiserVerified, OrganiserSuspended, OrganiserReinstated)
}


@pytest.mark.parametrize("kind", SAID)
def test_the_organiser_is_mailed_what_was_decided_and_why(email: Bench, kind: str) -> None:
    email.when(SAID[kind])
    (mail,) = [MailDue.model_validate_json(one.body) for one in email.waits()]
    assert (mail.kind, mail.recipient, mail.matter, mail.facts) == (kind, "olga", "turn 3", {"reason": "papers"})


def test_a_second_copy_mails_nobody(email: Bench) -> None:
    for _ in range(2):
        email.when(SAID["suspended"])
        email.passes(timedelta())
    assert [row.key[1] for row in email.books.rows[Delivery].values()] == ["suspended"]


def test_what_was_decided_long_ago_is_not_mailed(email: Bench) -> None:
    email.now = START + NEWS
    email.when(SAID["suspended"], at=START)
    email.then_nothing()

from datetime import timedelta

import pytest

from choreography.testing import START, Bench
from contracts.users import MemberInvited
from handlers.email.own import MailDue
from handlers.email.rows import Delivery
from handlers.email.want_of_account import NEWS

INVITED = MemberInvited(organisation_id="o1", account_id="ben", role="door", name="The Old House")


def test_who_is_invited_is_mailed_by_whom_and_as_what(email: Bench) -> None:
    email.when(INVITED)
    (mail,) = [MailDue.model_validate_json(one.body) for one in email.waits()]
    assert (mail.kind, mail.recipient) == ("invited", "ben")
    assert mail.facts == {"organisation": "The Old House", "role": "door"}


@pytest.mark.parametrize(
    ("name", "said"),
    [
        ("Win at evil.example/now", "Win at evil. example/ now"), ("https://evil.example", "https:// evil. example"),
        ("ring\n\nus@evil.example", "ring us@ evil. example"), ("St. Mary's, No. 4", "St. Mary's, No. 4"),
    ],
)  # fmt: skip
def test_the_name_of_an_organisation_leads_nowhere(email: Bench, name: str, said: str) -> None:
    email.when(INVITED.model_copy(update={"name": name}))
    (mail,) = [MailDue.model_validate_json(one.body) for one in email.waits()]
    assert mail.facts["organisation"] == said


def test_a_second_copy_and_another_invitation_on_that_day_mail_nobody(email: Bench) -> None:
    for role in ("door", "door", "manager"):
        email.when(INVITED.model_copy(update={"role": role}))
        email.passes(timedelta())
    assert [row.key[1] for row in email.books.rows[Delivery].values()] == ["invited"]


def test_an_invitation_of_long_ago_is_not_mailed(email: Bench) -> None:
    email.now = START + NEWS
    email.when(INVITED, at=START)
    email.then_nothing()

"""What the owner of an account is mailed."""

from datetime import timedelta

import pytest

from choreography.testing import START, Bench
from contracts.base import Message
from contracts.email import Kind
from contracts.identity import (
    Answering,
    CodeIssued,
    PasswordChanged,
    ProviderLinked,
    RegistrationRefused,
    SecondFactorConfirmed,
    SecondFactorRemoved,
    SessionStarted,
    SpareCodesRenewed,
    TokenIssued,
)
from contracts.sealed import Sealed
from handlers.email.own import MailDue, MailSent
from handlers.email.rows import Delivery
from handlers.email.want_of_account import NEWS

CODE = Sealed(person_id="ann", key_version=1, nonce="n2", ciphertext="c2")
ISSUED = CodeIssued(
    account_id="ann", request="r1", purpose="reset", code=CODE, expires=START + timedelta(minutes=30)
)  # fmt: skip
CHANGED = PasswordChanged(account_id="ann", request="r2")
SIGNED_IN = SessionStarted(
    account_id="ann", request="r4", sid=f"{'a' * 32}-{'1' * 20}", tokens="-", access_expires=START,
    session_expires=START, client="Firefox on Linux",
)  # fmt: skip
TOKEN = TokenIssued(
    account_id="ann", token_id=SIGNED_IN.sid, name=CODE, scopes=("read", "book"), roles=("buyer",), digest="d",
    created=START, expires=START + timedelta(days=90),
)  # fmt: skip
TAKEN = RegistrationRefused(account_id="ann", request="r3", reason="account_exists")

FACTOR: dict[Kind, Answering] = {
    "factor_on": SecondFactorConfirmed(account_id="ann", request="r5", spare="box"),
    "factor_off": SecondFactorRemoved(account_id="ann", request="r5"),
    "spares": SpareCodesRenewed(account_id="ann", request="r5", spare="box"),
}


def due(email: Bench) -> list[MailDue]:
    return [MailDue.model_validate_json(one.body) for one in email.waits()]


def test_a_code_is_mailed_sealed_as_it_came(email: Bench) -> None:
    email.when(ISSUED)
    (mail,) = due(email)
    assert (mail.kind, mail.recipient, mail.matter, mail.sealed) == ("reset", "ann", "r1", {"code": CODE})
    assert not mail.facts


def test_a_code_is_mailed_once_and_forgotten_when_it_is_on_its_way(email: Bench) -> None:
    for _ in range(2):
        email.when(ISSUED)
        email.passes(timedelta())
    (delivery,) = email.books.rows[Delivery].values()
    assert isinstance(delivery, Delivery) and delivery.sealed == {"code": CODE}
    email.when(MailSent.of(delivery))
    email.then_rows(delivery.but(state="sent", sealed={}))


def test_each_code_is_a_mail_of_its_own(email: Bench) -> None:
    email.given(ISSUED, ISSUED.model_copy(update={"request": "r9"}))
    assert [mail.matter for mail in due(email)] == ["r1", "r9"]


def test_a_code_that_counts_no_more_is_not_mailed(email: Bench) -> None:
    email.now = ISSUED.expires
    email.when(ISSUED, at=START)
    email.then_nothing()


def test_the_owner_learns_that_the_password_was_changed(email: Bench) -> None:
    email.when(CHANGED)
    assert [(mail.kind, mail.matter) for mail in due(email)] == [("password", "r2")]


@pytest.mark.parametrize("kind", FACTOR)
def test_the_owner_learns_what_became_of_the_second_factor_and_no_code_is_mailed(email: Bench, kind: Kind) -> None:
    email.when(FACTOR[kind])
    (mail,) = due(email)
    assert (mail.kind, mail.recipient, mail.matter, mail.facts, mail.sealed) == (kind, "ann", "r5", {}, {})


def test_a_second_copy_of_what_became_of_the_second_factor_mails_nobody(email: Bench) -> None:
    for _ in range(2):
        email.when(FACTOR["factor_off"])
        email.passes(timedelta())
    assert [row.key[1] for row in email.books.rows[Delivery].values()] == ["factor_off"]


def test_whoever_tries_to_take_the_address_has_its_owner_told_once_a_day(email: Bench) -> None:
    for request in ("r3", "r4"):
        email.when(TAKEN.model_copy(update={"request": request}))
        email.passes(timedelta())
    assert [row.key[1] for row in email.books.rows[Delivery].values()] == ["taken"]
    email.passes(NEWS)
    email.when(TAKEN)
    assert [mail.kind for mail in due(email)] == ["taken"]


def test_a_registration_that_was_refused_for_another_reason_concerns_nobody(email: Bench) -> None:
    email.when(TAKEN.model_copy(update={"reason": "unreadable"}))
    email.then_nothing()


def test_what_happened_long_ago_is_not_mailed(email: Bench) -> None:
    old: tuple[Message, ...] = (CHANGED, TAKEN, *FACTOR.values())
    for one in old:
        email.when(one, at=START - NEWS)
        email.then_nothing()


def test_the_owner_learns_of_a_new_way_to_sign_in_and_not_of_old_ones(email: Bench) -> None:
    linked = ProviderLinked(account_id="ann", request="r6", provider="github")
    email.when(linked)
    (mail,) = due(email)
    assert (mail.kind, mail.matter, mail.facts) == ("linked", "r6", {"provider": "GitHub"})
    email.when(linked.model_copy(update={"request": "r7"}), at=START - NEWS)
    email.then_nothing()


def test_the_owner_learns_of_a_device_that_is_new_and_of_no_other(email: Bench) -> None:
    email.when(SIGNED_IN)
    email.then_nothing()
    new = SIGNED_IN.model_copy(update={"new_device": True})
    email.when(new)
    (mail,) = due(email)
    assert (mail.kind, mail.matter, mail.facts["client"]) == ("device", SIGNED_IN.sid, "Firefox on Linux")
    email.when(new)
    email.passes(timedelta())
    assert len(email.books.rows[Delivery]) == 1


def test_a_sign_in_of_long_ago_is_mailed_to_nobody(email: Bench) -> None:
    email.now = START + NEWS
    email.when(SIGNED_IN.model_copy(update={"new_device": True}), at=START)
    email.then_nothing()


def test_the_owner_learns_of_a_new_token_once_and_never_of_what_opens_by_it(email: Bench) -> None:
    for _ in range(2):
        email.when(TOKEN)
        email.passes(timedelta())
    (delivery,) = email.books.rows[Delivery].values()
    assert isinstance(delivery, Delivery) and (delivery.kind, delivery.matter) == ("token", TOKEN.token_id)
    assert delivery.sealed == {"token": CODE} and delivery.facts["scopes"] == "read, book"


def test_a_token_of_long_ago_is_mailed_to_nobody(email: Bench) -> None:
    email.now = START + NEWS
    email.when(TOKEN, at=START)
    email.then_nothing()

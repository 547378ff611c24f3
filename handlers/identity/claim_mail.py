"""Another mail address, on the address's side, where all stand in line who want it: one has it."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

from choreography.vocabulary import Gone, at
from contracts.identity import (
    ConfirmMail,
    MailClaimed,
    MailCodeIssued,
    MailTaken,
    MailWanted,
    ProofRefused,
    account_id,
)
from handlers.identity.addresses import CODE_LASTS, Address, MailWish
from handlers.identity.keys import KeyRing
from handlers.identity.own import MailCodeMade, MailCodeRead, MakeMailCode, ReadMailCode
from handlers.identity.rows import BETWEEN, Account
from handlers.identity.service import identity

Wish = Annotated[MailWish | None, at("account", "by")]


@identity.step
def mail_wanted(
    said: MailWanted, account: Account | None, address: Address | None, wish: Wish, now: datetime
) -> Iterator[MakeMailCode | MailTaken]:
    """Whose it is, that person is mailed; if it is nobody's, whoever reads the mail there."""
    if owner := other_owner(said.by, account, address):
        yield MailTaken.of(said, account_id=account_id(owner))
    elif wish is None or now - wish.issued >= BETWEEN:
        yield MakeMailCode.of(said)


@identity.step
def mail_code_made(made: MailCodeMade, wish: Wish, now: datetime) -> Iterator[MailWish | MailCodeIssued]:
    """Of two that were asked for at once, one is mailed."""
    if made.code is None or (wish and now - wish.issued < BETWEEN):
        return
    fresh = MailWish(made.account, made.by, made.mail, made.digest, now, now + CODE_LASTS)
    yield wish.but(mail=fresh.mail, digest=fresh.digest, issued=now, expires=fresh.expires) if wish else fresh
    whose = account_id(made.by)
    yield MailCodeIssued.of(made, account_id=whose, mail=made.mail, code=made.code, expires=fresh.expires)


@identity.step
def confirm_mail(
    asked: ConfirmMail, wish: Wish, sealing: Annotated[KeyRing, at("sealing_ring")], now: datetime
) -> Iterator[ReadMailCode | ProofRefused]:
    if (key := sealing.find(asked.key_id)) is None:
        yield ProofRefused.of(asked, reason="unknown_key")
    else:
        yield ReadMailCode.of(asked, sealing=key, digest=wish.digest if wish and now < wish.expires else "")


@identity.step
def mail_code_read(
    read: MailCodeRead, account: Account | None, address: Address | None, wish: Wish
) -> Iterator[Address | Gone | MailClaimed | ProofRefused]:
    """A code counts once; of two accounts that come with theirs at once, the first has the address."""
    owner = other_owner(read.by, account, address)
    if read.reason or owner or wish is None or wish.digest != read.digest:
        yield ProofRefused.of(read, reason=read.reason or "bad_proof")
        return
    yield Gone(wish)
    if address is None and read.by != read.account:
        yield Address(read.account, read.by)
    yield MailClaimed.of(read, account=read.by, address=read.account, mail=wish.mail)


def other_owner(by: str, account: Account | None, address: Address | None) -> str:
    """The account that has the address already; empty if nobody has, or who asks."""
    owner = address.owner if address else account.account if account else ""
    return "" if owner == by else owner

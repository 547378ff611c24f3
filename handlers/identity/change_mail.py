"""Another mail address, on the account's side: wanted, and gone over to."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

from choreography.vocabulary import at
from contracts.identity import ChangeMail, MailChanged, MailChangeNoted, MailClaimed, MailWanted, ProofRefused
from handlers.identity.addresses import UNDO_LASTS, MailUndo
from handlers.identity.keys import KeyRing
from handlers.identity.own import MakeUndo, PasswordProved, ProvePassword
from handlers.identity.rows import Account
from handlers.identity.service import identity


@identity.step
def change_mail(
    asked: ChangeMail, account: Account, sealing: Annotated[KeyRing, at("sealing_ring")]
) -> Iterator[ProvePassword | ProofRefused]:
    if (key := sealing.find(asked.key_id)) is None:
        yield ProofRefused.of(asked, reason="unknown_key")
    else:
        yield ProvePassword.of(asked, account, sealing=key, password=account.password)


@identity.step
def password_proved(proved: PasswordProved, account: Account) -> Iterator[MailWanted | MailChangeNoted | ProofRefused]:
    """Whoever asks is answered before anybody has looked whether the address is free."""
    if proved.reason or account.generation != proved.generation:
        yield ProofRefused.of(proved, reason=proved.reason or "bad_proof")
        return
    yield MailWanted.of(proved, account=proved.address, by=proved.account, mail=proved.mail)
    yield MailChangeNoted.of(proved)


@identity.step
def mail_claimed(
    said: MailClaimed, account: Account | None, undo: MailUndo | None, now: datetime
) -> Iterator[Account | MailUndo | MakeUndo | MailChanged]:
    """A sign-in by the old address that is under way opens nothing; who is signed in stays so."""
    if account is None or account.found_by(said.address):
        return
    address = "" if said.address == account.account else said.address
    yield account.but(address=address, mail=said.mail, verified=True, generation=account.generation + 1)
    yield MailChanged.of(said, mail=said.mail)
    if undo is None or now >= undo.expires:
        fresh = MailUndo(account.account, account.address, account.mail, now + UNDO_LASTS)
        yield undo.but(address=fresh.address, mail=fresh.mail, expires=fresh.expires, digest="") if undo else fresh
        yield MakeUndo.of(said)

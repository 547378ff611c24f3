"""Whoever reads the mail at the address before takes a change back, and whoever made it is out."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

from choreography.vocabulary import Gone, at
from contracts.identity import MailChanged, MailUndoIssued, ProofRefused, UndoMail
from handlers.identity.addresses import MailUndo
from handlers.identity.keys import KeyRing
from handlers.identity.own import EndSessions, ReadUndo, UndoMade, UndoRead
from handlers.identity.rows import Account
from handlers.identity.service import identity


@identity.step
def undo_made(made: UndoMade, undo: MailUndo | None) -> Iterator[MailUndo | MailUndoIssued]:
    if undo is None or undo.digest or made.code is None:
        return
    yield undo.but(digest=made.digest)
    yield MailUndoIssued.of(made, mail=undo.mail, code=made.code, expires=undo.expires)


@identity.step
def undo_mail(
    asked: UndoMail, undo: MailUndo | None, sealing: Annotated[KeyRing, at("sealing_ring")], now: datetime
) -> Iterator[ReadUndo | ProofRefused]:
    if (key := sealing.find(asked.key_id)) is None:
        yield ProofRefused.of(asked, reason="unknown_key")
    else:
        yield ReadUndo.of(asked, sealing=key, digest=undo.digest if undo and now < undo.expires else "")


@identity.step
def undo_read(
    read: UndoRead, account: Account | None, undo: MailUndo | None
) -> Iterator[Account | Gone | EndSessions | MailChanged | ProofRefused]:
    if read.reason or account is None or undo is None or undo.digest != read.digest:
        yield ProofRefused.of(read, reason=read.reason or "bad_proof")
        return
    yield Gone(undo)
    yield account.but(address=undo.address, mail=undo.mail, generation=account.generation + 1)
    yield EndSessions.of(read, reason="mail_changed_back", kept="")
    yield MailChanged.of(read, mail=undo.mail)

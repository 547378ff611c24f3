from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

from choreography.vocabulary import Gone, at
from contracts.identity import MailVerified, ProofRefused, VerifyMail
from handlers.identity.keys import KeyRing
from handlers.identity.own import CodeRead, ReadCode
from handlers.identity.rows import Account, Code
from handlers.identity.send_code import counting
from handlers.identity.service import identity


@identity.step
def verify_mail(
    asked: VerifyMail, code: Code | None, sealing: Annotated[KeyRing, at("sealing_ring")], now: datetime
) -> Iterator[ReadCode | ProofRefused]:
    """An unknown mail takes the same way as a known one."""
    if (key := sealing.find(asked.key_id)) is None:
        yield ProofRefused.of(asked, reason="unknown_key")
    else:
        yield ReadCode.of(asked, sealing=key, digest=counting(code, now))


@identity.step
def code_read(
    read: CodeRead, account: Account | None, code: Code | None
) -> Iterator[Account | Gone | MailVerified | ProofRefused]:
    """A code counts once: of two that came with it at once, the first."""
    if read.reason or account is None or code is None or code.digest != read.digest:
        yield ProofRefused.of(read, reason=read.reason or "bad_proof")
        return
    yield Gone(code)
    yield account.but(verified=True)
    yield MailVerified.of(read)

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

from choreography.vocabulary import Gone, at
from contracts.identity import MailVerified, PasswordChanged, ProofRefused, ResetPassword
from handlers.identity.keys import KeyRing
from handlers.identity.own import EndSessions, PasswordRenewed, RenewPassword
from handlers.identity.rows import Account, Code, Failures
from handlers.identity.send_code import counting
from handlers.identity.service import identity


@identity.step
def reset_password(
    asked: ResetPassword, code: Code | None, sealing: Annotated[KeyRing, at("sealing_ring")], now: datetime
) -> Iterator[RenewPassword | ProofRefused]:
    """An unknown mail takes the same way as a known one."""
    if (key := sealing.find(asked.key_id)) is None:
        yield ProofRefused.of(asked, reason="unknown_key")
    else:
        yield RenewPassword.of(asked, sealing=key, digest=counting(code, now))


@identity.step
def password_renewed(
    renewed: PasswordRenewed, account: Account | None, code: Code | None, failures: Failures | None
) -> Iterator[Account | Gone | EndSessions | PasswordChanged | MailVerified | ProofRefused]:
    """Who read the code reads the mail: it is verified, too. Whoever was in is out, for it may have been a thief."""
    if renewed.reason or account is None or code is None or code.digest != renewed.digest:
        yield ProofRefused.of(renewed, reason=renewed.reason or "bad_proof")
        return
    yield Gone(code)
    if failures:
        yield Gone(failures)
    yield account.but(password=renewed.password, generation=account.generation + 1, verified=True)
    yield EndSessions.of(renewed, reason="password_changed", kept="")
    if not account.verified:
        yield MailVerified.of(renewed)
    yield PasswordChanged.of(renewed)

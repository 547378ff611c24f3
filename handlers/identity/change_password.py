from collections.abc import Iterator
from typing import Annotated

from choreography.vocabulary import at
from contracts.identity import ChangePassword, PasswordChanged, ProofRefused
from handlers.identity.keys import KeyRing
from handlers.identity.own import EndSessions, PasswordReplaced, ReplacePassword
from handlers.identity.rows import Account
from handlers.identity.service import identity


@identity.step
def change_password(
    asked: ChangePassword, account: Account, sealing: Annotated[KeyRing, at("sealing_ring")]
) -> Iterator[ReplacePassword | ProofRefused]:
    if (key := sealing.find(asked.key_id)) is None:
        yield ProofRefused.of(asked, reason="unknown_key")
    else:
        yield ReplacePassword.of(asked, account, sealing=key, password=account.password)


@identity.step
def password_replaced(
    replaced: PasswordReplaced, account: Account
) -> Iterator[Account | EndSessions | PasswordChanged | ProofRefused]:
    """The old password was right when it was looked at; another change may have come in between."""
    if replaced.reason or account.generation != replaced.generation:
        yield ProofRefused.of(replaced, reason=replaced.reason or "bad_proof")
        return
    yield account.but(password=replaced.password, generation=account.generation + 1)
    yield EndSessions.of(replaced, reason="password_changed", kept=replaced.sid)
    yield PasswordChanged.of(replaced)

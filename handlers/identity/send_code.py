from collections.abc import Iterator
from datetime import datetime

from contracts.identity import CodeIssued, CodeNoted, SendCode
from handlers.identity.own import CodeMade, MakeCode
from handlers.identity.rows import BETWEEN, LASTS, Account, Code
from handlers.identity.service import identity


@identity.step
def send_code(
    asked: SendCode, account: Account | None, code: Code | None, now: datetime
) -> Iterator[MakeCode | CodeNoted]:
    """The door has answered already, and does not wait for this."""
    if account and not (asked.purpose == "verify" and account.verified) and not too_soon(code, now):
        yield MakeCode.of(asked)
    yield CodeNoted.of(asked)


@identity.step
def code_made(made: CodeMade, code: Code | None, now: datetime) -> Iterator[Code | CodeIssued]:
    """Of two that were asked for at once, one is mailed."""
    if made.code is None or too_soon(code, now):
        return
    fresh = Code(made.account, made.purpose, made.digest, now, now + LASTS[made.purpose])
    yield code.but(digest=fresh.digest, issued=now, expires=fresh.expires) if code else fresh
    yield CodeIssued.of(made, purpose=made.purpose, code=made.code, expires=fresh.expires)


def too_soon(code: Code | None, now: datetime) -> bool:
    return code is not None and now - code.issued < BETWEEN


def counting(code: Code | None, now: datetime) -> str:
    """The hash of the code that counts now; empty if none does."""
    return code.digest if code and now < code.expires else ""

from collections.abc import Iterator
from datetime import datetime, timedelta
from math import ceil
from typing import Annotated

from choreography.envelope import Envelope, derived
from choreography.vocabulary import Gone, Timer, at
from contracts.identity import LogIn, LogInByCode, SessionRefused, SessionStarted
from handlers.identity.keys import KeyRing
from handlers.identity.own import (
    CheckPassword,
    EndSession,
    ExpireSession,
    Forgive,
    Issued,
    PasswordChecked,
    VoucherRead,
)
from handlers.identity.rows import (
    ACCESS,
    FORGIVEN,
    SESSION,
    SESSIONS_AT_MOST,
    SETTLING_IN,
    Account,
    Failures,
    SecondFactor,
    Session,
)
from handlers.identity.service import identity
from handlers.identity.waited import too_late


@identity.step
def log_in(
    asked: LogIn | LogInByCode,
    account: Account | None,
    factor: SecondFactor | None,
    failures: Failures | None,
    sealing: Annotated[KeyRing, at("sealing_ring")],
    signing: Annotated[KeyRing, at("signing_ring")],
    envelope: Envelope,
    asked_at: datetime,
    now: datetime,
) -> Iterator[CheckPassword | SessionRefused]:
    """An unknown mail takes the same way as a known one, and as long."""
    if too_late(asked_at, now):
        yield SessionRefused.of(asked, reason="too_late")
        return
    if (key := sealing.find(asked.key_id)) is None:
        yield SessionRefused.of(asked, reason="unknown_key")
        return
    if account and not account.found_by(asked.address or asked.account):
        account = factor = None
    if wait := waits(asked, factor, failures, now):
        yield SessionRefused.of(asked, reason="locked", retry_after=ceil(wait.total_seconds()), source=asked.source)
        return
    yield CheckPassword.of(
        asked,
        sealing=key,
        signing=signing.current(now),
        sid=fresh_sid(asked.account, envelope),
        password=account.password if account else "",
        roles=account.roles if account else (),
        generation=account.generation if account else 0,
        verified=account.verified if account else True,
        known_device=asked.known_device,
        client=asked.client,
        source=asked.source,
        replaces=asked.replaces,
        by_code=isinstance(asked, LogInByCode),
        at=now,
        **(factor.good if factor and factor.confirmed else {}),
    )


def fresh_sid(account: str, envelope: Envelope) -> str:
    return f"{account}-{derived(envelope.id, 'session').replace('-', '')[:20]}"


def waits(
    asked: LogIn | LogInByCode, factor: SecondFactor | None, failures: Failures | None, now: datetime
) -> timedelta:
    """After wrong passwords only who is not known; after wrong codes whoever brings one."""
    if failures and now < failures.until and not asked.known_device:
        return failures.until - now
    return factor.waits(now) if factor and isinstance(asked, LogInByCode) else timedelta()


@identity.step
def password_checked(
    checked: PasswordChecked,
    account: Account | None,
    factor: SecondFactor | None,
    failures: Failures | None,
    now: datetime,
) -> Iterator[
    Account | SecondFactor | Session | Failures | Gone | EndSession | SessionStarted | SessionRefused | Timer
]:
    """A password that was changed while it was being checked opens nothing, and a code that was used meanwhile."""
    if reason := why_not(checked, account, factor):
        if reason == "bad_code" and factor:
            yield factor.one_more(now)
        if reason == "bad_credentials" and not checked.known_device:
            yield (failures or Failures(checked.account, 0, now)).one_more(now)
            yield Timer("forgive", now + FORGIVEN, Forgive.of(checked))
        yield SessionRefused.of(checked, reason=reason, source=checked.source)
        return
    assert account is not None
    if account.banned:
        yield SessionRefused.of(checked, reason="banned")
        return
    if factor and factor.confirmed and (used := factor.used(checked.step, checked.spare)):
        yield used
    if failures:
        yield Gone(failures)
    yield from let_in(checked, account.but(password=checked.better or account.password), now)


def let_in(
    checked: PasswordChecked | VoucherRead, account: Account, now: datetime
) -> Iterator[Account | Session | EndSession | SessionStarted | Timer]:
    yield from signed_in(checked, account)
    expires = checked.at + SESSION
    proved = checked.at if checked.step or checked.spare else None
    yield Session(checked.account, checked.sid, checked.successor, expires, rotated=checked.at, proved=proved)
    yield Timer("expire", expires, ExpireSession.of(checked))
    new_device = not checked.known_device and now - account.created > SETTLING_IN
    yield started(checked, expires, checked.client).model_copy(update={"new_device": new_device})


def signed_in(checked: PasswordChecked | VoucherRead, account: Account) -> Iterator[Account | EndSession]:
    """The session before on this device, and the oldest, may have ended long ago, of itself or otherwise."""
    sessions = (*(sid for sid in account.signed_in if sid != checked.replaces), checked.sid)
    yield account.but(signed_in=sessions[-SESSIONS_AT_MOST:])
    for oldest in sessions[:-SESSIONS_AT_MOST]:
        yield EndSession.of(checked, sid=oldest, reason="too_many_sessions")
    if checked.replaces:
        yield EndSession.of(checked, sid=checked.replaces, reason="signed_in_again")


def why_not(checked: PasswordChecked | VoucherRead, account: Account | None, factor: SecondFactor | None) -> str:
    """Why nothing is opened, as a reason; empty if something is."""
    if checked.reason:
        return checked.reason
    if account is None or account.generation != checked.generation:
        return "bad_credentials"
    if factor is None or not factor.confirmed or factor.used(checked.step, checked.spare):
        return ""
    return "bad_code" if checked.step or checked.spare else "code_needed"


def started(issued: Issued, expires: datetime, client: str = "") -> SessionStarted:
    ends = {"access_expires": issued.at + ACCESS, "session_expires": expires}
    return SessionStarted.of(issued, sid=issued.sid, tokens=issued.tokens, client=client, **ends)

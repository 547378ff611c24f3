from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

from choreography.vocabulary import Gone, Tell, Withdraw, at
from contracts.identity import RefreshSession, SessionRefused, SessionRevoked, SessionStarted
from contracts.subjects import REVOKED
from handlers.identity.keys import KeyRing
from handlers.identity.log_in import started
from handlers.identity.own import ReadRefreshToken, RefreshTokenRead
from handlers.identity.rows import Account, Session
from handlers.identity.service import identity
from handlers.identity.waited import too_late


@identity.step
def refresh_session(
    asked: RefreshSession,
    account: Account | None,
    session: Session | None,
    sealing: Annotated[KeyRing, at("sealing_ring")],
    signing: Annotated[KeyRing, at("signing_ring")],
    asked_at: datetime,
    now: datetime,
) -> Iterator[ReadRefreshToken | SessionRefused]:
    """Tokens are made before it is known whether the old one counts: so that this is decided in one place, once."""
    if account is None or session is None:
        yield SessionRefused.of(asked, reason="revoked")
    elif too_late(asked_at, now):
        yield SessionRefused.of(asked, reason="too_late")
    elif (key := sealing.find(asked.key_id)) is None:
        yield SessionRefused.of(asked, reason="unknown_key")
    else:
        what = {"sid": asked.sid, "roles": account.roles, "proved": session.proved, "at": now}
        what |= {"signed_in": session.signed_in, "asked": asked_at}
        yield ReadRefreshToken.of(asked, sealing=key, signing=signing.current(now), **what)


@identity.step
def refresh_token_read(
    read: RefreshTokenRead, session: Session | None, now: datetime
) -> Iterator[Session | Gone | SessionStarted | SessionRefused | SessionRevoked | Withdraw | Tell]:
    """A token that was used before is in two hands: nobody can tell whose are the right ones, so the family ends."""
    if read.reason or session is None:
        yield SessionRefused.of(read, reason=read.reason or "revoked")
        return
    match session.standing(read.presented, read.asked or read.at, now):
        case "current":
            yield session.but(token=read.successor, previous=read.presented, rotated=read.at)
            yield started(read, session.expires)
        case "grace":
            yield started(read, session.expires)
        case "expired":
            yield SessionRefused.of(read, reason="expired")
        case "idle":
            yield from ended(session)
            yield SessionRevoked.of(read, sid=session.sid, reason="expired")
            yield SessionRefused.of(read, reason="expired")
        case "reused":
            yield from ended(session)
            yield SessionRevoked.of(read, sid=session.sid, reason="reused")
            yield SessionRefused.of(read, reason="reused")


def ended(session: Session) -> Iterator[Gone | Withdraw | Tell]:
    yield Gone(session)
    yield Withdraw("expire", session.sid)
    yield Tell(REVOKED, session.sid.encode())

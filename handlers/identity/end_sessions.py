from collections.abc import Iterator
from typing import Annotated

from choreography.row import Page
from choreography.vocabulary import Gone, Tell, Withdraw, at
from contracts.identity import SessionRevoked
from contracts.subjects import REVOKED
from handlers.identity.own import EndSession, EndSessions, EndTokens
from handlers.identity.rows import Session
from handlers.identity.service import identity


@identity.step
def end_sessions(
    go_on: EndSessions, page: Annotated[Page[Session], at("account", after="after")]
) -> Iterator[EndSessions | EndSession | EndTokens]:
    """Where nobody stays signed in, nobody's programs go on."""
    if not go_on.kept and not go_on.after:
        yield EndTokens.of(go_on)
    yield from (EndSession.of(go_on, sid=one.sid) for one in page if one.sid != go_on.kept)
    if page:
        yield EndSessions.of(go_on, after=page[-1].sid)


@identity.step
def end_session(own: EndSession, session: Session | None) -> Iterator[Gone | Withdraw | SessionRevoked | Tell]:
    """One that ended meanwhile was told of then."""
    if session:
        yield Gone(session)
        yield Withdraw("expire", session.sid)
        yield SessionRevoked.of(own, sid=session.sid, reason=own.reason)
        yield Tell(REVOKED, session.sid.encode())

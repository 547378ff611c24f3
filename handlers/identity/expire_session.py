from collections.abc import Iterator

from choreography.vocabulary import Gone
from contracts.identity import SessionRevoked
from handlers.identity.own import ExpireSession
from handlers.identity.rows import Session
from handlers.identity.service import identity


@identity.step
def expire_session(due: ExpireSession, session: Session | None) -> Iterator[Gone | SessionRevoked]:
    if session:
        yield Gone(session)
        yield SessionRevoked.of(due, sid=due.sid, reason="expired")

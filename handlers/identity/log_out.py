from collections.abc import Iterator

from choreography.vocabulary import Gone, Tell, Withdraw
from contracts.identity import LogOut, SessionRevoked
from contracts.subjects import REVOKED
from handlers.identity.rows import Session
from handlers.identity.service import identity


@identity.step
def log_out(asked: LogOut, session: Session | None) -> Iterator[Gone | SessionRevoked | Withdraw | Tell]:
    """Who is out already is told so again."""
    if session:
        yield Gone(session)
        yield Withdraw("expire", session.sid)
    yield SessionRevoked.of(asked, sid=asked.sid, reason="logged_out")
    yield Tell(REVOKED, asked.sid.encode())

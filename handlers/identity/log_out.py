from collections.abc import Iterator

from choreography.vocabulary import Gone, Withdraw
from contracts.identity import LogOut, SessionRevoked
from handlers.identity.rows import Session
from handlers.identity.service import identity


@identity.step
def log_out(asked: LogOut, session: Session | None) -> Iterator[Gone | SessionRevoked | Withdraw]:
    """Who is out already is told so again."""
    if session:
        yield Gone(session)
        yield Withdraw("expire", session.sid)
    yield SessionRevoked.of(asked, sid=asked.sid, reason="logged_out")

from collections.abc import Iterator

from contracts.identity import LoggedOutElsewhere, LogOutElsewhere
from handlers.identity.own import EndSessions
from handlers.identity.service import identity


@identity.step
def log_out_elsewhere(asked: LogOutElsewhere) -> Iterator[EndSessions | LoggedOutElsewhere]:
    yield EndSessions.of(asked, reason="logged_out", kept=asked.sid)
    yield LoggedOutElsewhere.of(asked)

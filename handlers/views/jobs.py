"""What views does by the clock: it forgets the sessions of which nothing is told any more."""

from datetime import datetime, timedelta
from typing import Any

from choreography.memory.books import Books
from choreography.service import Job, Tell
from handlers.views.keys_and_people import SessionView
from handlers.views.rows import UNKNOWN
from handlers.views.service import views

DAY = 86_400.0
KEPT = timedelta(days=30)
"""How long a session is shown to be over: as long as one lasts, and by then even a late word of its end was heard."""
AT_ONCE = 1_000
"""Sessions of one statement."""
FORGET = """delete from session_view where (account_id, sid) in (
    select account_id, sid from session_view where expires > $1 and expires < now() - $2::interval
    order by expires limit $3 for update skip locked
)"""


async def forget_sessions(place: Any, tell: Tell) -> None:
    """Those whose end is long past; one that was only heard to have ended waits for its beginning."""
    if isinstance(place, Books):
        forget_in(place.rows.get(SessionView, {}), place.now() - KEPT)
        return
    while await place.execute(FORGET, UNKNOWN, KEPT, AT_ONCE) == f"DELETE {AT_ONCE}":
        pass


def forget_in(rows: dict[Any, Any], before: datetime) -> None:
    for key in [key for key, row in rows.items() if UNKNOWN < row.expires < before]:
        del rows[key]


views.jobs = (Job("forget sessions", DAY, forget_sessions, at_once=True),)

from collections.abc import Iterator
from datetime import datetime

from contracts.identity import SessionRevoked, SessionStarted
from handlers.views.keys_and_people import SessionView
from handlers.views.rows import UNKNOWN
from handlers.views.service import views


@views.step
def show_session(said: SessionStarted, view: SessionView | None, asked_at: datetime) -> Iterator[SessionView]:
    """Said at the sign-in, and at each refresh."""
    view = view or SessionView(said.account_id, said.sid)
    first = asked_at if view.started == UNKNOWN else min(view.started, asked_at)
    seen, client = max(view.seen, asked_at), view.client or said.client
    yield view.but(client=client, started=first, seen=seen, expires=said.session_expires)


@views.step
def show_revoked(said: SessionRevoked, view: SessionView | None) -> Iterator[SessionView]:
    yield (view or SessionView(said.account_id, said.sid)).but(ended=True)

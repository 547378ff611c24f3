"""Of which events a user may read what is not for all, in books in memory."""

from choreography.memory.books import Books
from contracts.rights import Right, may, role_of
from edge.live.ports import User
from handlers.views.rows import EventView
from ops.memory.rows import one_of


def allowed(event: EventView, user: User, right: Right) -> bool:
    return may(role_of(event.organiser_id, user.id, user.operator), right)


def owned(views: Books, event_id: str, user: User, right: Right) -> EventView | None:
    """The event, if it is known and the user has this right over it."""
    event = one_of(views, EventView, event_id)
    return event if event and event.state != "unknown" and allowed(event, user, right) else None

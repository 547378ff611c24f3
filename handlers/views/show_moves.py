"""The moves of an event's life that change nothing else of it."""

from collections.abc import Iterator

from choreography.envelope import Envelope
from contracts.catalog import (
    EventBackOnSale,
    EventCancelled,
    EventDeleted,
    EventEnded,
    EventPostponed,
    EventSoldOut,
)
from handlers.views.newer import newer
from handlers.views.rows import EventState, EventView
from handlers.views.service import views
from handlers.views.show_event import told

Move = EventSoldOut | EventBackOnSale | EventPostponed | EventEnded | EventCancelled | EventDeleted
TO: dict[type[Move], EventState] = {
    EventSoldOut: "sold_out",
    EventBackOnSale: "on_sale",
    EventPostponed: "postponed",
    EventEnded: "ended",
    EventCancelled: "cancelled",
    EventDeleted: "deleted",
}


@views.step
def show_move(said: Move, view: EventView | None, envelope: Envelope) -> Iterator[EventView]:
    reason = said.reason if isinstance(said, EventPostponed | EventCancelled) else ""
    view = view or EventView(said.event_id)
    view = told(view, envelope) if isinstance(said, EventPostponed | EventCancelled) else view
    yield newer(view, "state_version", envelope.version, state=TO[type(said)], reason=reason)

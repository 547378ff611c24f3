from collections.abc import Iterator

from contracts.catalog import (
    OrganiserReinstated,
    OrganiserSuspended,
    OrganiserVerified,
    SalesReinstated,
    SalesSuspended,
)
from handlers.views.newer import newer
from handlers.views.rows import EventView, OrganiserView
from handlers.views.service import views


@views.step
def show_suspension(said: SalesSuspended | SalesReinstated, view: EventView | None) -> Iterator[EventView]:
    view = view or EventView(said.event_id)
    yield newer(view, "suspended_turn", said.turn, suspended=isinstance(said, SalesSuspended))


@views.step
def show_organiser(
    said: OrganiserVerified | OrganiserSuspended | OrganiserReinstated, view: OrganiserView | None
) -> Iterator[OrganiserView]:
    view, last = view or OrganiserView(said.organiser_id), {"reason": said.reason, "decided_by": said.operator_id}
    yield newer(view, "turn", said.turn, verified=said.verified, suspended=said.suspended, **last)

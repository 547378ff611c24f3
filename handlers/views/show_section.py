from collections.abc import Iterator

from choreography.envelope import Envelope
from contracts.catalog import PlanImported, SectionAdded, SectionPublished
from contracts.inventory import SectionChanged
from handlers.views.newer import newer
from handlers.views.rows import EventView, SectionView
from handlers.views.service import views
from handlers.views.show_stock import seen


@views.step
def show_section(
    said: SectionAdded | SectionPublished, view: SectionView | None, envelope: Envelope
) -> Iterator[SectionView]:
    """Seats that inventory has changed since are newer than any that catalog tells."""
    view = view or SectionView(said.event_id, said.section)
    told = {"rows": said.rows, "listed": said.listed} if view.layout_seq < 0 else {}
    yield newer(view, "plan_version", envelope.version, price=said.price, ticket_type=said.ticket_type, **told)


@views.step
def show_changed_section(
    said: SectionChanged, view: SectionView | None, event: EventView | None
) -> Iterator[SectionView | EventView]:
    view = view or SectionView(said.event_id, said.section)
    sold_as = {"ticket_type": said.ticket_type, "price": said.price} if said.ticket_type else {}
    yield newer(view, "layout_seq", said.stock_seq, rows=said.rows, listed=said.listed, **sold_as)
    event = seen(event or EventView(said.event_id), said.stock_seq)
    yield newer(event, "capacity_seq", said.stock_seq, capacity=said.capacity)


@views.step
def show_plan(said: PlanImported, view: EventView | None, envelope: Envelope) -> Iterator[EventView]:
    """No section is taken away: those that are older than the plan are not shown."""
    yield newer(view or EventView(said.event_id), "plan_version", envelope.version)

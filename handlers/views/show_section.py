from collections.abc import Iterator

from choreography.envelope import Envelope
from contracts.catalog import PlanImported, SectionAdded, SectionPublished
from contracts.seating import Seating
from handlers.views.newer import newer
from handlers.views.rows import EventView, SectionView
from handlers.views.service import views


@views.step
def show_section(
    said: SectionAdded | SectionPublished, view: SectionView | None, envelope: Envelope
) -> Iterator[SectionView]:
    told = {name: getattr(said, name) for name in Seating.CARRIED if name != "section"}
    view = view or SectionView(said.event_id, said.section)
    yield newer(view, "plan_version", envelope.version, price=said.price, **told)


@views.step
def show_plan(said: PlanImported, view: EventView | None, envelope: Envelope) -> Iterator[EventView]:
    """No section is taken away: those that are older than the plan are not shown."""
    yield newer(view or EventView(said.event_id), "plan_version", envelope.version)

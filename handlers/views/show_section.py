from collections.abc import Iterator

from contracts.catalog import SectionAdded, SectionPublished
from handlers.views.rows import SectionView
from handlers.views.service import views


@views.step
def show_section(said: SectionAdded | SectionPublished, view: SectionView | None) -> Iterator[SectionView]:
    """Both say the same: a section does not change once it is added."""
    view = view or SectionView(said.event_id, said.section)
    yield view.but(ticket_type=said.ticket_type, price=said.price, rows=said.rows)

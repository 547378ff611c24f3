from collections.abc import Iterator

from contracts.catalog import EventChanged, EventCreated, EventPublished, EventRescheduled
from handlers.invoices.rows import Sale
from handlers.invoices.service import invoices


@invoices.step
def follow_event(
    said: EventCreated | EventPublished | EventChanged | EventRescheduled, sale: Sale | None
) -> Iterator[Sale]:
    """Publications of before they told the organiser keep the one that is known."""
    sale = sale or Sale(said.event_id)
    yield sale.but(
        organiser_id=said.organiser_id or sale.organiser_id, name=said.name, seller=said.terms.seller,
        tax_id=said.terms.tax_id,
    )  # fmt: skip

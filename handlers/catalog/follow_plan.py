from collections.abc import Iterator
from typing import Annotated

from choreography.vocabulary import at
from contracts.inventory import SectionChanged
from handlers.catalog.rows import Listing, Section
from handlers.catalog.service import catalog


@catalog.step
def follow_plan(
    said: SectionChanged, listing: Listing, section: Annotated[Section | None, at("event_id", "section")]
) -> Iterator[Listing | Section]:
    """Of what is sold inventory decides; a new date asks the venue for as many people as there are places now."""
    old = section or Section(said.event_id, said.section, said.ticket_type, said.price, {})
    yield old.but(rows=said.rows, listed=said.listed)
    yield listing.changed(seats=said.added, sections=int(section is None))

from collections.abc import Iterator

from contracts.catalog import AddSection, EventForbidden, EventInvalid, EventRefused, SectionAdded
from contracts.seating import SECTIONS_AT_MOST
from handlers.catalog.limits import wrong_section
from handlers.catalog.rows import Listing, Section
from handlers.catalog.service import catalog


@catalog.step
def add_section(
    asked: AddSection, listing: Listing, there: Section | None
) -> Iterator[Listing | Section | SectionAdded | EventForbidden | EventInvalid | EventRefused]:
    if not listing.obeys(asked):
        yield EventForbidden.of(asked)
        return
    if wrong := wrong_section(asked, listing.ticket_types):
        yield EventInvalid.of(asked, reason=wrong)
        return
    if reason := why_not(listing, there):
        yield EventRefused.of(asked, reason=reason)
        return
    price = next(kind.price for kind in listing.ticket_types if kind.name == asked.ticket_type)
    yield Section(asked.event_id, asked.section, asked.ticket_type, price, asked.rows, asked.listed)
    yield listing.changed(sections=1, seats=sum(asked.rows.values()))
    yield SectionAdded.of(asked, price=price)


def why_not(listing: Listing, there: Section | None) -> str:
    """Why the event takes no such section, as a reason; empty if it does."""
    if listing.state != "draft":
        return "not_a_draft"
    if listing.planned:
        return "venue_asked"
    if there:
        return "section_exists"
    return "" if listing.sections < SECTIONS_AT_MOST else "too_many_sections"

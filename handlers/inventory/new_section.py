"""A section that comes to an event which is sold already."""

from collections.abc import Iterator

from contracts.inventory import ChangeSection, SectionChangeRefused
from contracts.seating import SECTIONS_AT_MOST, numbers
from handlers.inventory.resizing import Resized, resized
from handlers.inventory.resizing import why_not as why_not_resized
from handlers.inventory.rows import Plan, SeatPrice, Section, Stock


def added(
    asked: ChangeSection, stock: Stock, plan: Plan | None, price: SeatPrice | None
) -> Iterator[Section | Plan | Resized | SectionChangeRefused]:
    """It costs what its ticket type did when the event was published."""
    seats = sum(asked.rows.values())
    if reason := why_not(asked, stock, plan, price):
        yield SectionChangeRefused.of(asked, reason=reason, stock_seq=stock.version)
        return
    assert price, "a section without a price is refused"
    new = Section(asked.event_id, asked.section, price.ticket_type, price.price, asked.rows, numbers=numbers(asked))
    yield new
    if plan:
        yield plan.joined(new)
    yield from resized(asked, new, stock, seats)


def why_not(asked: ChangeSection, stock: Stock, plan: Plan | None, price: SeatPrice | None) -> str:
    """Why there is no such section, as a reason; empty if there is from now on."""
    if not asked.ticket_type:
        return "unknown_section"
    if price is None:
        return "unknown_ticket_type"
    if plan and plan.awaited:
        return "plan_incomplete"
    if plan and len(plan.runs) >= SECTIONS_AT_MOST:
        return "too_many_sections"
    return why_not_resized(stock, sum(asked.rows.values()))

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Annotated

from choreography.vocabulary import at
from contracts.bookings import TicketsGivenUp
from contracts.inventory import SomeTicketsVoided, StockBack
from handlers.inventory import counts
from handlers.inventory.codes import ticket_codes
from handlers.inventory.marks import freed
from handlers.inventory.rows import Bought, Hold, Plan, Seat, Section, Stock, TicketStock, section_of
from handlers.inventory.service import inventory


@inventory.step
def void_tickets(
    given: TicketsGivenUp,
    stock: Stock,
    plan: Plan | None,
    tier: Annotated[TicketStock | None, at("event_id", "ticket_type")],
    hold: Hold,
    bought: Bought | None,
    sections: Annotated[list[Section], at("event_id", "sections")],
    seats: Annotated[list[Seat], at("event_id", "seats")],
) -> Iterator[Stock | Plan | TicketStock | Section | Seat | Hold | Bought | SomeTicketsVoided | StockBack]:
    """The other tickets keep their codes."""
    tickets = tuple(number for number in given.tickets if number not in hold.void)
    if hold.state != "sold" or not tickets:
        return
    places = {hold.seats[number - 1] for number in tickets} if hold.seats else set()
    counted, left = uncounted(hold, types(sections, places) or {hold.ticket_type: len(tickets)})
    yield (after := hold.but(void=tuple(sorted({*hold.void, *tickets})), counted=left))
    if counted and bought:
        yield bought.with_(counted, -1)
    yield (stock_after := stock.moved(hold, sold=-len(tickets)))
    tier = tier.changed(sold=-len(tickets)) if tier and not hold.seats else None
    if tier:
        yield tier
    yield from vacated([seat for seat in seats if seat.name in places], plan, sections)
    told = {"tickets": tickets, "void": after.void, "codes": ticket_codes(after)}
    yield SomeTicketsVoided.of(given, **told, **counts.after(stock_after, tier))
    if stock.gone and not stock.closed:
        yield StockBack.of(stock, stock_seq=stock.version + 1)


def vacated(seats: Sequence[Seat], plan: Plan | None, sections: Sequence[Section]) -> Iterator[Seat | Plan | Section]:
    yield from (seat.to("") for seat in seats)
    yield from freed(plan, sections, [seat.name for seat in seats])


def types(sections: Iterable[Section], places: Iterable[str]) -> Mapping[str, int]:
    """By type, how many of these seats there are."""
    by_section = {section.name: section.ticket_type for section in sections}
    return Counter(by_section[section_of(seat)] for seat in places)


def uncounted(hold: Hold, gone: Mapping[str, int]) -> tuple[dict[str, int], dict[str, int]]:
    """What counts no more against what the buyer may have, and what still does."""
    counted = {name: count for name, count in gone.items() if name in hold.counted}
    return counted, {name: count - counted.get(name, 0) for name, count in hold.counted.items()}

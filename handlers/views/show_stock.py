from collections.abc import Iterator
from typing import Annotated

from choreography.envelope import Envelope
from choreography.vocabulary import at
from contracts.inventory import (
    SeatsHeld,
    SeatsReleased,
    StockClosed,
    StockOpened,
    TicketsIssued,
    TicketsReissued,
    TicketsVoided,
)
from contracts.ticket_codes import serial_of
from handlers.views.known import known
from handlers.views.newer import newer
from handlers.views.rows import BookingView, EventView, PlaceState, SeatView, SectionView, TypeView
from handlers.views.service import views

StockSaid = SeatsHeld | SeatsReleased | TicketsIssued | TicketsReissued | TicketsVoided


@views.step
def show_stock(
    said: StockSaid,
    booking: BookingView | None,
    event: EventView | None,
    kind: TypeView | None,
    sections: Annotated[list[SectionView], at("event_id", "sections")],
    seats: Annotated[list[SeatView], at("event_id", "seats")],
    envelope: Envelope,
) -> Iterator[BookingView | EventView | TypeView | SectionView | SeatView]:
    """A booking counts as what inventory last said of it: counts change by the difference to what it said before."""
    old = known(said, booking, envelope.time)
    new = newer(old, "stock_seq", said.stock_seq, place_state=place(said), codes=codes(said))
    new = new.but(void=void(old, new, codes(said)))
    by = difference(old.place_state, new.place_state)
    yield new
    yield seen(event or EventView(said.event_id), said.stock_seq).changed(**times(by, said.size))
    if not said.seats:
        yield (kind or TypeView(said.event_id, said.ticket_type)).changed(**times(by, said.size))
    yield from (section.changed(**times(by, inside(said.seats, section.section))) for section in sections)
    yield from (newer(seat, "stock_seq", said.stock_seq, state=place(said)) for seat in seats)


@views.step
def show_stock_moved(said: StockOpened | StockClosed, event: EventView | None) -> Iterator[EventView]:
    """No count changes, but the event's order of changes goes on."""
    yield seen(event or EventView(said.event_id), said.stock_seq)


def seen(event: EventView, stock_seq: int) -> EventView:
    return event.but(stock_seq=max(event.stock_seq, stock_seq))


def inside(seats: tuple[str, ...], section: str) -> int:
    """How many of the seats are in the section."""
    return sum(seat.rpartition("-")[0] == section for seat in seats)


def place(said: StockSaid) -> PlaceState:
    match said:
        case SeatsHeld():
            return "held"
        case TicketsIssued() | TicketsReissued():
            return "sold"
        case SeatsReleased() | TicketsVoided():
            return "free"


def codes(said: StockSaid) -> tuple[str, ...]:
    return said.codes if isinstance(said, TicketsIssued | TicketsReissued) else ()


def void(old: BookingView, new: BookingView, said: tuple[str, ...]) -> tuple[str, ...]:
    """The serials of all codes that were ever heard of, but for those of the newest."""
    lost = {*old.codes, *said}.difference(new.codes)
    return tuple(sorted({*old.void, *map(serial_of, lost)})) if lost else old.void


def difference(old: PlaceState, new: PlaceState) -> dict[str, int]:
    """By how much the counts of held and of sold change for one place."""
    return {"held": (new == "held") - (old == "held"), "sold": (new == "sold") - (old == "sold")}


def times(by: dict[str, int], places: int) -> dict[str, int]:
    return {name: step * places for name, step in by.items()}

from collections.abc import Iterator, Sequence
from typing import Annotated

from choreography.envelope import Envelope
from choreography.vocabulary import at
from contracts.inventory import (
    SeatsHeld,
    SeatsReleased,
    SomeTicketsVoided,
    StockClosed,
    StockOpened,
    TicketsIssued,
    TicketsReissued,
    TicketsVoided,
    spoken_of,
)
from contracts.ticket_codes import serial_of
from handlers.views.known import known
from handlers.views.newer import newer
from handlers.views.rows import BookingView, EventView, PlaceState, SeatView, SectionView, TypeView
from handlers.views.service import views

StockSaid = SeatsHeld | SeatsReleased | TicketsIssued | TicketsReissued | SomeTicketsVoided | TicketsVoided

Places = Sequence[str]


@views.step
def show_stock(
    said: StockSaid,
    booking: BookingView | None,
    event: EventView | None,
    kind: TypeView | None,
    sections: Annotated[list[SectionView], at("event_id", "sections")],
    seats: Annotated[list[SeatView], at("event_id", "seats")],
    add_ons: Annotated[list[TypeView], at("event_id", "add_ons")],
    envelope: Envelope,
) -> Iterator[BookingView | EventView | TypeView | SectionView | SeatView]:
    """A booking counts as what inventory last said of it: counts change by the difference to what it said before."""
    old = known(said, booking, envelope.time)
    new = newer(old, "stock_seq", said.stock_seq, place_state=place(said), codes=codes(said))
    new = new.but(void=void(old, new, codes(said)), given_up=tuple(sorted({*old.given_up, *given_up(said)})))
    before, after = kept(said, old), kept(said, new)
    by = difference(old, new, len(before), len(after))
    yield new
    yield seen(event or EventView(said.event_id), said.stock_seq).changed(**by)
    if not said.seats:
        yield (kind or TypeView(said.event_id, said.ticket_type)).changed(**by)
    for goes in add_ons:
        had = said.add_ons[goes.ticket_type]
        yield goes.changed(**difference(old, new, had, had))
    for one in sections:
        yield one.changed(**difference(old, new, inside(before, one.section), inside(after, one.section)))
    yield from (newer(seat, "stock_seq", said.stock_seq, state=state(said)) for seat in seats if told(said, seat))


@views.step
def show_stock_moved(said: StockOpened | StockClosed, event: EventView | None) -> Iterator[EventView]:
    """No count changes, but the event's order of changes goes on."""
    yield seen(event or EventView(said.event_id), said.stock_seq)


def seen(event: EventView, stock_seq: int) -> EventView:
    return event.but(stock_seq=max(event.stock_seq, stock_seq))


def inside(seats: Places, section: str) -> int:
    """How many of the seats are in the section."""
    return sum(seat.rpartition("-")[0] == section for seat in seats)


def given_up(said: StockSaid) -> tuple[int, ...]:
    return said.void if isinstance(said, SomeTicketsVoided | TicketsReissued | TicketsVoided) else ()


def kept(said: StockSaid, view: BookingView) -> Places:
    """The places of the booking that are not given up, by their seats' names where they have any."""
    places = said.seats or ("",) * said.quantity
    return [place for number, place in enumerate(places, 1) if number not in view.given_up]


def told(said: StockSaid, seat: SeatView) -> bool:
    """Is it said of this seat?"""
    return said.seats.index(seat.seat) + 1 in spoken_of(said)


def state(said: StockSaid) -> PlaceState:
    return "free" if isinstance(said, SomeTicketsVoided) else place(said)


def place(said: StockSaid) -> PlaceState:
    match said:
        case SeatsHeld():
            return "held"
        case TicketsIssued() | TicketsReissued() | SomeTicketsVoided():
            return "sold"
        case SeatsReleased() | TicketsVoided():
            return "free"


def codes(said: StockSaid) -> tuple[str, ...]:
    return said.codes if isinstance(said, TicketsIssued | TicketsReissued | SomeTicketsVoided) else ()


def void(old: BookingView, new: BookingView, said: tuple[str, ...]) -> tuple[str, ...]:
    """The serials of all codes that were ever heard of, but for those of the newest."""
    lost = {*old.codes, *said}.difference(new.codes, [""])
    return tuple(sorted({*old.void, *map(serial_of, lost)})) if lost else old.void


def difference(old: BookingView, new: BookingView, before: int, after: int) -> dict[str, int]:
    """By how much the counts of held and of sold change, if the booking had, and now has, so many places."""
    names: tuple[PlaceState, PlaceState] = ("held", "sold")
    return {name: after * (new.place_state == name) - before * (old.place_state == name) for name in names}

"""A ticket as words: what stands on it, whether it is shown on a page or on paper."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta, timezone

import msgspec

from contracts.ticket_codes import serial_of

SEAT = re.compile(r"(?P<section>.+)-(?P<row>[A-Z]+)(?P<number>[1-9][0-9]*)")


class Ticket(msgspec.Struct):
    code: str
    seat: str | None = None
    number: int = 0
    """Within its booking, from 1; those that are void are left out."""


class Booking(msgspec.Struct):
    """What is read of a booking as the door shows it."""

    id: str
    event_id: str
    tickets: list[Ticket]
    ticket_type: str = ""
    quantity: int = 0
    add_ons: dict[str, int] = {}
    seats: list[str] = []


class Event(msgspec.Struct):
    """Likewise; one that the views have not heard of yet has no name."""

    name: str = ""
    place: str = ""
    starts_at: datetime | None = None
    utc_offset: int = 0
    state: str = ""


@dataclass(frozen=True, slots=True)
class Card:
    event: str
    place: str
    starts: str
    """In the organiser's own time; empty if nobody has told it yet, as `place` may be."""
    starts_at: str
    """The same for machines."""
    seat: str
    code: str
    serial: str
    booking_id: str
    holder: str = ""
    """Who comes with it; empty if nobody has said it."""
    along: str = ""
    """What goes along with the booking: on its first ticket alone, so that nobody has it twice."""
    state: str = ""
    """The event's."""
    number: int = 0
    """Of the ticket in its booking."""
    used: str = ""
    """When somebody came in by it, in the organiser's own time; empty if nobody is in."""

    @property
    def ticket(self) -> str:
        """As gates name it."""
        return f"{self.booking_id}.{self.number}"


def cards(booking: bytes, event: bytes | None, holders: Sequence[str] = ()) -> tuple[Card, ...]:
    """From what the door shows of both, as JSON."""
    return tuple(_cards(*decoded(booking, event), holders))


def stamped(found: Sequence[Card], event: bytes | None, used: Mapping[str, datetime]) -> tuple[Card, ...]:
    """With when somebody came in by each, where somebody did."""
    clock = _clock(msgspec.json.decode(event or b"{}", type=Event))
    times = {ticket: when(time.astimezone(clock)) for ticket, time in used.items()}
    return tuple(replace(card, used=times.get(card.ticket, "")) for card in found)


def card(booking: bytes, event: bytes | None, holders: Sequence[str], number: int) -> Card | None:
    """Of one ticket, without a code if it is void; None if the booking is not for so many."""
    said, about = decoded(booking, event)
    if not 1 <= number <= size(said):
        return None
    void = Ticket(code="", seat=said.seats[number - 1] if said.seats else None, number=number)
    return _card(said, about, holders, next((one for one in numbered(said) if one.number == number), void))


def decoded(booking: bytes, event: bytes | None) -> tuple[Booking, Event]:
    return msgspec.json.decode(booking, type=Booking), msgspec.json.decode(event or b"{}", type=Event)


def numbered(booking: Booking) -> Iterator[Ticket]:
    for place, one in enumerate(booking.tickets, 1):
        yield Ticket(one.code, one.seat, one.number or place)


def _cards(booking: Booking, event: Event, holders: Sequence[str]) -> Iterator[Card]:
    along = ", ".join(f"{quantity} × {name}" for name, quantity in booking.add_ons.items())  # noqa: RUF001 times, not x
    for place, one in enumerate(numbered(booking)):
        yield replace(_card(booking, event, holders, one), along="" if place else along)


def _card(booking: Booking, event: Event, holders: Sequence[str], one: Ticket) -> Card:
    starts = event.starts_at if event.starts_at and event.starts_at > datetime(1970, 1, 1, tzinfo=UTC) else None
    local = starts.astimezone(_clock(event)) if starts else None
    return Card(
        event=event.name or booking.event_id, place=event.place, starts=when(local) if local else "",
        starts_at=local.isoformat() if local else "",
        seat=seat(one.seat) if one.seat else f"{booking.ticket_type}, {one.number} of {size(booking)}",
        code=one.code, serial=serial_of(one.code) if one.code else "", booking_id=booking.id,
        holder=holders[one.number - 1] if one.number <= len(holders) else "", state=event.state, number=one.number,
    )  # fmt: skip


def _clock(event: Event) -> timezone:
    """In which its organiser said when it starts."""
    return timezone(timedelta(minutes=event.utc_offset))


def size(booking: Booking) -> int:
    return booking.quantity or len(booking.seats) or len(booking.tickets)


def seat(name: str) -> str:
    """As people say it: `stalls-A12` is section stalls, row A, seat 12."""
    found = SEAT.fullmatch(name)
    return f"{found['section']}, row {found['row']}, seat {found['number']}" if found else name


def when(time: datetime) -> str:
    return f"{time:%A} {time.day} {time:%B %Y, %H:%M} ({time.tzname()})"

"""A ticket as words: what stands on it, whether it is shown on a page or on paper."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
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


class Event(msgspec.Struct):
    """Likewise; one that the views have not heard of yet has no name."""

    name: str = ""
    place: str = ""
    starts_at: datetime | None = None
    utc_offset: int = 0


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


def cards(booking: bytes, event: bytes | None, holders: Sequence[str] = ()) -> tuple[Card, ...]:
    """From what the door shows of both, as JSON."""
    shown = msgspec.json.decode(booking, type=Booking), msgspec.json.decode(event or b"{}", type=Event)
    return tuple(_cards(*shown, holders))


def _cards(booking: Booking, event: Event, holders: Sequence[str]) -> Iterator[Card]:
    starts = event.starts_at if event.starts_at and event.starts_at > datetime(1970, 1, 1, tzinfo=UTC) else None
    local = starts.astimezone(timezone(timedelta(minutes=event.utc_offset))) if starts else None
    of = booking.quantity or len(booking.tickets)
    along = ", ".join(f"{quantity} × {name}" for name, quantity in booking.add_ons.items())  # noqa: RUF001 times, not x
    for place, one in enumerate(booking.tickets, 1):
        number = one.number or place
        yield Card(
            event=event.name or booking.event_id, place=event.place, starts=when(local) if local else "",
            starts_at=local.isoformat() if local else "",
            seat=seat(one.seat) if one.seat else f"{booking.ticket_type}, {number} of {of}",
            code=one.code, serial=serial_of(one.code), booking_id=booking.id,
            holder=holders[number - 1] if number <= len(holders) else "", along=along if place == 1 else "",
        )  # fmt: skip


def seat(name: str) -> str:
    """As people say it: `stalls-A12` is section stalls, row A, seat 12."""
    found = SEAT.fullmatch(name)
    return f"{found['section']}, row {found['row']}, seat {found['number']}" if found else name


def when(time: datetime) -> str:
    return f"{time:%A} {time.day} {time:%B %Y, %H:%M} ({time.tzname()})"

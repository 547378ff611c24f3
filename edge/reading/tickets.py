"""What gates need to verify tickets by themselves."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Protocol

import msgspec
from pydantic import TypeAdapter

from contracts.sealed import Sealed
from edge.ids import event_of
from edge.reading.pool import Reads

KEYS = "select kid, public from key_view where ring = 'ticket' and not retired order by starts, kid"
VOID = """select b.booking_id, b.void from booking_view b
    where b.event_id = $1 and b.booking_id > $2 and b.void <> '[]' order by b.booking_id limit $3"""
HOLDERS = "select holders::text from booking_view where event_id = $1 and booking_id = $2 and buyer_id = $3"
BOOKED = r"""select b.booking_id, b.seats from booking_view b where b.event_id = $1
    and substring(sha256(replace(b.booking_id, '\', '\\')::bytea) from 1 for 8) = $2"""
ADMISSION = """select json_build_object('event_id', a.event_id, 'ticket', a.ticket, 'place', a.place, 'gate', a.gate,
    'admitted_at', a.admitted_at)::text from admission_view a
    where a.event_id = $1 and a.ticket = $2 and a.state = 'admitted'"""
USED = """select ticket, admitted_at from admission_view
    where event_id = $1 and ticket = any($2::text[]) and state = 'admitted'"""
NAMES = TypeAdapter(list[Sealed | None])
ORGANISER = "select e.organiser_id from event_view e where e.event_id = $1 and e.state <> 'unknown'"


@dataclass(frozen=True, slots=True)
class Void:
    """The serials of one booking's tickets that are worth nothing any more."""

    booking_id: str
    serials: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Booked:
    booking_id: str
    seats: tuple[str, ...]
    """By their names; none where places are only counted."""


class Tickets(Protocol):
    """Each call may raise Unreachable."""

    async def holders(self, booking_id: str, buyer: str) -> list[Sealed | None]:
        """Who comes with each ticket of the buyer's booking, in their order; empty if nobody has said it."""
        ...

    async def keys(self) -> list[dict[str, str]]:
        """`kid` and `public` of the keys that tickets are signed with, the newest last."""
        ...

    async def void(self, event_id: str, after: str, size: int) -> list[Void]:
        """By the bookings' ids, those behind `after`."""
        ...

    async def organiser(self, event_id: str) -> str | None:
        """Whose event it is; None if there is none."""
        ...

    async def booked(self, event_id: str, reference: bytes) -> Booked | None:
        """The booking that a ticket's code is of: `reference` is what stands for it there."""
        ...

    async def admission(self, event_id: str, ticket: str) -> bytes | None:
        """Where and when somebody came in by the ticket, as JSON; None if nobody is in."""
        ...

    async def used(self, event_id: str, tickets: Sequence[str]) -> dict[str, datetime]:
        """Of these tickets those by which somebody came in, with when that was."""
        ...


class PostgresTickets:
    """`primary` knows a booking that was made just now."""

    def __init__(self, reads: Reads, primary: Reads) -> None:
        self.reads, self.primary = reads, primary

    async def holders(self, booking_id: str, buyer: str) -> list[Sealed | None]:
        found = await self.reads.text(HOLDERS, event_of(booking_id), booking_id, buyer)
        return NAMES.validate_json(found or b"[]")

    async def keys(self) -> list[dict[str, str]]:
        return [dict(row) for row in await self.reads.rows(KEYS)]

    async def void(self, event_id: str, after: str, size: int) -> list[Void]:
        rows = await self.reads.rows(VOID, event_id, after, size)
        return [Void(row["booking_id"], tuple(msgspec.json.decode(row["void"], type=list[str]))) for row in rows]

    async def organiser(self, event_id: str) -> str | None:
        found = await self.reads.rows(ORGANISER, event_id)
        return str(found[0]["organiser_id"]) if found else None

    async def booked(self, event_id: str, reference: bytes) -> Booked | None:
        for row in await self.primary.rows(BOOKED, event_id, reference):
            return Booked(row["booking_id"], tuple(msgspec.json.decode(row["seats"], type=list[str])))
        return None

    async def admission(self, event_id: str, ticket: str) -> bytes | None:
        return await self.primary.text(ADMISSION, event_id, ticket)

    async def used(self, event_id: str, tickets: Sequence[str]) -> dict[str, datetime]:
        return {row["ticket"]: row["admitted_at"] for row in await self.reads.rows(USED, event_id, list(tickets))}

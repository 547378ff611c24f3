"""The edge's reading of what gates need, from books in memory."""

from collections.abc import Sequence
from datetime import datetime

from choreography.memory.books import Books
from contracts.sealed import Sealed
from contracts.ticket_codes import reference as reference_of
from edge.ids import event_of
from edge.reading.tickets import Booked, Void
from handlers.views.admissions import AdmissionView
from handlers.views.keys_and_people import KeyView
from handlers.views.rows import BookingView, EventView
from ops.memory.pages import json_of
from ops.memory.rows import all_of, one_of


class MemoryTickets:
    def __init__(self, views: Books) -> None:
        self.views = views

    async def holders(self, booking_id: str, buyer: str) -> list[Sealed | None]:
        found = one_of(self.views, BookingView, event_of(booking_id), booking_id)
        return list(found.holders) if found and found.buyer_id == buyer else []

    async def keys(self) -> list[dict[str, str]]:
        keys = [one for one in all_of(self.views, KeyView) if one.ring == "ticket" and not one.retired]
        return [{"kid": one.kid, "public": one.public} for one in sorted(keys, key=lambda one: (one.starts, one.kid))]

    async def void(self, event_id: str, after: str, size: int) -> list[Void]:
        found = (one for one in all_of(self.views, BookingView) if one.event_id == event_id and one.void)
        behind = sorted((one for one in found if one.booking_id > after), key=lambda one: one.booking_id)
        return [Void(one.booking_id, one.void) for one in behind[:size]]

    async def organiser(self, event_id: str) -> str | None:
        found = one_of(self.views, EventView, event_id)
        return found.organiser_id if found and found.state != "unknown" else None

    async def booked(self, event_id: str, reference: bytes) -> Booked | None:
        mine = (one for one in all_of(self.views, BookingView) if one.event_id == event_id)
        found = next((one for one in mine if reference_of(one.booking_id) == reference), None)
        return Booked(found.booking_id, found.seats) if found else None

    async def admission(self, event_id: str, ticket: str) -> bytes | None:
        found = one_of(self.views, AdmissionView, event_id, ticket)
        shown = ("event_id", "ticket", "place", "gate", "admitted_at")
        there = found is not None and found.state == "admitted"
        return json_of({name: getattr(found, name) for name in shown}) if there else None

    async def used(self, event_id: str, tickets: Sequence[str]) -> dict[str, datetime]:
        found = (one_of(self.views, AdmissionView, event_id, ticket) for ticket in tickets)
        return {one.ticket: one.admitted_at for one in found if one and one.state == "admitted"}

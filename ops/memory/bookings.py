"""The edge's reading of bookings, from books in memory."""

from datetime import UTC
from typing import Any

from choreography.memory.books import Books
from edge import ids
from edge.live.ports import User
from edge.reading.bookings import ALL, Asked, Wanted
from edge.reading.words import words
from handlers.realtime.rows import Channel
from handlers.views.rows import UNKNOWN, BookingView, EventView, SectionView
from ops.memory.events import has, searched
from ops.memory.owning import owned
from ops.memory.pages import json_of, page
from ops.memory.rows import all_of, one_of

AS_IT_IS = (
    "event_id", "state", "reason", "seats", "ticket_type", "quantity", "lost", "created_at", "updated_at",
    "expires_at", "currency", "stock_seq", "offline", "by_hand", "owed_back", "complimentary", "apart", "granted",
    "code", "shares", "returned", "given_up", "add_ons",
)  # fmt: skip

FOR_ORGANISERS = (
    "buyer_id", "state", "reason", "seats", "ticket_type", "quantity", "created_at", "updated_at", "expires_at",
    "currency", "paid", "refunded", "offline", "by_hand", "owed_back", "complimentary", "disputes", "granted",
    "shares", "returned", "given_up", "add_ons",
)  # fmt: skip


class MemoryBookings:
    """The books of realtime and of the views."""

    def __init__(self, realtime: Books, views: Books) -> None:
        self.realtime, self.views = realtime, views

    async def one(self, booking_id: str, buyer: str) -> bytes | None:
        found = self._find(booking_id)
        return json_of(shown(found)) if found and found.buyer_id == buyer else None

    async def of(self, buyer: str, size: int, after: str, wanted: Wanted = ALL) -> bytes:
        mine = sorted((b for b in all_of(self.views, BookingView) if b.buyer_id == buyer), key=place)
        mine = [one for one in mine if is_wanted(one, one_of(self.views, EventView, one.event_id), wanted)]
        if after:
            last = self._find(after)
            mine = [one for one in mine if last and last.buyer_id == buyer and place(one) > place(last)]
        return page([shown(one) for one in mine[:size]], size)

    async def of_event(self, event_id: str, user: User, asked: Asked) -> bytes | None:
        if owned(self.views, event_id, user, "bookings") is None:
            return None
        wishes = [one for one in all_of(self.views, BookingView) if wanted(one, event_id, asked)]
        if asked.ticket_type:
            sold = {one.section for one in all_of(self.views, SectionView) if sells(one, event_id, asked.ticket_type)}
            wishes = [one for one in wishes if one.ticket_type == asked.ticket_type or sold & {*sections_of(one)}]
        found = sorted(wishes, key=place)
        if asked.after:
            last = self._find(asked.after)
            found = [one for one in found if last and place(one) > place(last)]
        return page([shown_to_organiser(one) for one in found[: asked.size]], asked.size)

    async def buyer(self, booking_id: str) -> str | None:
        told = one_of(self.realtime, Channel, ids.event_of(booking_id), booking_id)
        found = told if told and told.buyer_id else self._find(booking_id)
        return found.buyer_id or None if found else None

    def _find(self, booking_id: str) -> BookingView | None:
        return one_of(self.views, BookingView, ids.event_of(booking_id), booking_id)


def place(booking: BookingView) -> tuple[float, str]:
    """The newest first."""
    return -booking.created_at.timestamp(), booking.booking_id


def is_wanted(booking: BookingView, event: EventView | None, wanted: Wanted) -> bool:
    day = (event.starts_at if event else UNKNOWN).astimezone(UTC).date()
    named = booking.booking_id.startswith((wanted.words, f"{booking.event_id}-{wanted.words}"))
    spoken = event is not None and bool(words(wanted.words)) and has(searched(event), wanted.words)
    return wanted.state in ("", booking.state) and wanted.first <= day <= wanted.last and (named or spoken)


def wanted(booking: BookingView, event_id: str, asked: Asked) -> bool:
    fits = asked.state in ("", booking.state) and asked.buyer in ("", booking.buyer_id)
    named = booking.booking_id.startswith((asked.begins, f"{event_id}-{asked.begins}"))
    timely = asked.first <= booking.created_at.astimezone(UTC).date() <= asked.last
    return booking.event_id == event_id and booking.state != "accepted" and fits and named and timely


def sells(section: SectionView, event_id: str, ticket_type: str) -> bool:
    return (section.event_id, section.ticket_type) == (event_id, ticket_type)


def sections_of(booking: BookingView) -> list[str]:
    return [seat.rpartition("-")[0] for seat in booking.seats]


def shown_to_organiser(booking: BookingView) -> dict[str, Any]:
    return {
        "id": booking.booking_id,
        "version": max(booking.state_version, 0),
        **{name: getattr(booking, name) for name in FOR_ORGANISERS},
        "price": booking.price if booking.price_version >= 0 else None,
    }


def shown(booking: BookingView) -> dict[str, Any]:
    return {
        "id": booking.booking_id,
        "version": max(booking.state_version, 0),
        **{name: getattr(booking, name) for name in AS_IT_IS},
        "price": booking.price if booking.price_version >= 0 else None,
        "refund_until": booking.refund_until if booking.state == "confirmed" else None,
        "not_cancelled": not_cancelled(booking),
        "breakdown": booking.breakdown.model_dump() if booking.breakdown else None,
        "payment": payment(booking) if booking.provider_id else None,
        "tickets": [ticket(booking, number) for number, code in enumerate(booking.codes, 1) if code],
    }


def not_cancelled(booking: BookingView) -> dict[str, Any] | None:
    return {"reason": booking.not_cancelled, "at": booking.not_cancelled_at} if booking.not_cancelled else None


def ticket(booking: BookingView, number: int) -> dict[str, Any]:
    return {"code": booking.codes[number - 1], "seat": seat_of(booking, number - 1), "number": number}


def payment(booking: BookingView) -> dict[str, Any]:
    """The secret is told only while it is of use."""
    return {
        "provider_id": booking.provider_id,
        "paid": booking.paid,
        "refunded": booking.refunded,
        "client_secret": booking.client_secret if booking.state == "held" else None,
    }


def seat_of(booking: BookingView, n: int) -> str | None:
    return booking.seats[n] if n < len(booking.seats) else None

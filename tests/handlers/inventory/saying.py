"""What is said around the sale of two seats and two places to stand."""

from datetime import timedelta
from typing import Any

from choreography.testing import START, Bench
from contracts.bookings import BookingCancelled, BookingConfirmed, BookingExpired, BookingRequested
from contracts.catalog import EventCancelled, EventPublished, SectionPublished, TicketType
from contracts.inventory import (
    BlockRefused,
    BlockSeats,
    ChangeSection,
    ReissueTickets,
    SeatsBlocked,
    SeatsHeld,
    SeatsRejected,
    SeatsReleased,
    SeatsUnblocked,
    SectionChanged,
    SectionChangeRefused,
    TicketsVoided,
    UnblockSeats,
    UnblockSomeSeats,
)
from contracts.prices import Breakdown, Terms
from handlers.inventory.rows import Stock, TicketStock

TYPES = (TicketType(name="seated", price=5_000), TicketType(name="standing", price=2_000, capacity=2))
SEATS = ("stalls-A1", "stalls-A2")
STANDING: dict[str, Any] = {"ticket_type": "standing", "quantity": 2}


PLAIN = Terms()


def published(terms: Terms = PLAIN) -> EventPublished:
    return EventPublished(
        event_id="e1",
        name="Concert",
        currency="EUR",
        ticket_types=TYPES,
        capacity=4,
        organiser_id="olga",
        room=6,
        terms=terms,
        sale_opens=START,
        sale_closes=START + timedelta(days=1),
    )


def stalls() -> SectionPublished:
    return SectionPublished(event_id="e1", section="stalls", ticket_type="seated", price=5_000, rows={"A": 2})


def event_cancelled() -> EventCancelled:
    return EventCancelled(event_id="e1")


def what(*seats: str, booking: str = "b1", **other: Any) -> dict[str, Any]:
    return {"event_id": "e1", "booking_id": f"e1-{booking}", "buyer_id": "ben", "seats": seats} | other


def requested(*seats: str, attempt: int = 1, complimentary: bool = False, **other: Any) -> BookingRequested:
    return BookingRequested(**what(*seats, **other), attempt=attempt, complimentary=complimentary)


def confirmed(*seats: str, **other: Any) -> BookingConfirmed:
    return BookingConfirmed(**what(*seats, **other), price=5_000, currency="EUR", stock_seq=2)


def expired(*seats: str, **other: Any) -> BookingExpired:
    return BookingExpired(**what(*seats, **other))


def cancelled(*seats: str, **other: Any) -> BookingCancelled:
    return BookingCancelled(**what(*seats, **other), reason="buyer")


def reissue(booking: str = "b1", buyer: str = "ben") -> ReissueTickets:
    return ReissueTickets(event_id="e1", booking_id=f"e1-{booking}", buyer_id=buyer)


def block(*seats: str, id_: str = "k1", **other: Any) -> BlockSeats:
    who = {"event_id": "e1", "organiser_id": "olga", "block_id": id_, "reason": "sound"}
    return BlockSeats(**who | other, seats=seats)


def change(rows: dict[str, int], id_: str = "c1", **other: Any) -> ChangeSection:
    who = {"event_id": "e1", "organiser_id": "olga", "change_id": id_, "section": "stalls", "rows": rows}
    return ChangeSection(**who | other)


def unblock(id_: str = "k1", **other: Any) -> UnblockSeats:
    return UnblockSeats(**{"event_id": "e1", "organiser_id": "olga", "block_id": id_} | other)


def unblock_some(*seats: str, id_: str = "k1", **other: Any) -> UnblockSomeSeats:
    return UnblockSomeSeats(**{"event_id": "e1", "organiser_id": "olga", "block_id": id_, "seats": seats} | other)


# the answers
def blocked(*seats: str, stock_seq: int, **other: Any) -> SeatsBlocked:
    return SeatsBlocked.of(block(*seats, **other), stock_seq=stock_seq)


def unblocked(*seats: str, stock_seq: int, **other: Any) -> SeatsUnblocked:
    return SeatsUnblocked.of(block(*seats, **other), stock_seq=stock_seq)


def changed(rows: dict[str, int], added: int, capacity: int, stock_seq: int, **other: Any) -> SectionChanged:
    sold_as = {"ticket_type": "seated", "price": 5_000}
    return SectionChanged.of(change(rows, **other), added=added, capacity=capacity, **sold_as, stock_seq=stock_seq)


def unchanged(reason: str, *lost: str) -> SectionChangeRefused:
    return SectionChangeRefused(event_id="e1", change_id="c1", reason=reason, lost=lost)


def not_blocked(reason: str, *lost: str) -> BlockRefused:
    return BlockRefused(event_id="e1", block_id="k1", reason=reason, lost=lost)


def held(*seats: str, stock_seq: int, price: int, attempt: int = 1, **other: Any) -> SeatsHeld:
    return SeatsHeld(
        **what(*seats, **other), attempt=attempt, price=price, breakdown=Breakdown.of(price), currency="EUR",
        stock_seq=stock_seq,
    )  # fmt: skip


def rejected(reason: str, *lost: str, stock_seq: int = 1, attempt: int = 1, booking: str = "b1") -> SeatsRejected:
    who = what(booking=booking)
    return SeatsRejected(**who, attempt=attempt, reason=reason, lost=lost, stock_seq=stock_seq)


def released(*seats: str, stock_seq: int, **other: Any) -> SeatsReleased:
    return SeatsReleased(**what(*seats, **other), stock_seq=stock_seq)


def voided(*seats: str, stock_seq: int, **other: Any) -> TicketsVoided:
    return TicketsVoided(**what(*seats, **other), stock_seq=stock_seq)


def counts(bench: Bench) -> tuple[int, int]:
    """Held and sold, of the whole event."""
    stock = bench.row(Stock, "e1")
    return (stock.held, stock.sold) if stock else (0, 0)


def standing(bench: Bench) -> tuple[int, int]:
    """Held and sold, of the places to stand."""
    tier = bench.row(TicketStock, "e1", "standing")
    return (tier.held, tier.sold) if tier else (0, 0)

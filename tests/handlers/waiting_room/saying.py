"""What is said around one queue."""

from collections import Counter
from datetime import datetime, timedelta
from typing import Any

from choreography.testing import START, Bench
from contracts.bookings import BookingConfirmed, TurnUsed
from contracts.catalog import CreateEvent, EventChanged, EventPublished, EventRescheduled, Queueing, TicketType
from contracts.draw import lot
from contracts.inventory import (
    SeatsBlocked,
    SeatsReleased,
    SeatsUnblocked,
    SectionChanged,
    SomeSeatsUnblocked,
    SomeTicketsVoided,
)
from contracts.payments import PaymentRequired
from contracts.waiting_room import JoinQueue, LeaveQueue, TurnExpired, TurnGranted, place_id
from handlers.waiting_room.rows import IN_LINE, Place, Queue
from handlers.waiting_room.under_way import begun

EVENT, SEED = "e1", "ab" * 32
HOUR, SECOND = timedelta(hours=1), timedelta(seconds=1)
TURN_FOR = timedelta(minutes=5)


def published(queue: bool = True, **other: Any) -> EventPublished:
    """60 turns a minute: one each second."""
    plan = {"opens": START, "per_minute": 60, "turn_for": TURN_FOR, "at_most": 500} | other
    return EventPublished(
        event_id=EVENT, name="Concert", currency="EUR", ticket_types=(TicketType(name="any", price=0, capacity=9),),
        capacity=plan.pop("capacity", 9), sale_opens=START + HOUR, sale_closes=START + 5 * HOUR,
        queue=Queueing(**plan) if queue else None,
    )  # fmt: skip


def rescheduled(bench: Bench) -> EventRescheduled:
    """It sells for another day."""
    sale, starts = published(), bench.now + timedelta(days=1)
    times = {"sale_opens": sale.sale_opens, "sale_closes": starts, "starts_at": starts, "ends_at": starts + HOUR}
    asked = CreateEvent(
        event_id=EVENT, organiser_id="olga", name="Concert", currency="EUR", ticket_types=sale.ticket_types, **times
    )
    return EventRescheduled.of(asked)


def rate(per_minute: int = 120, **other: Any) -> EventChanged:
    """60 turns a minute were published."""
    sale = published(per_minute=per_minute, **other)
    times = {"sale_opens": sale.sale_opens, "sale_closes": sale.sale_closes, "starts_at": sale.sale_closes}
    asked = CreateEvent(
        event_id=EVENT, organiser_id="olga", name="Concert", currency="EUR", ticket_types=sale.ticket_types,
        queue=sale.queue, ends_at=sale.sale_closes + HOUR, **times,
    )  # fmt: skip
    return EventChanged.of(asked, changed=("queue",))


def place(buyer: str) -> dict[str, Any]:
    return {"event_id": EVENT, "place_id": place_id(EVENT, buyer), "buyer_id": buyer}


def join(buyer: str) -> JoinQueue:
    return JoinQueue(**place(buyer))


def leave(buyer: str) -> LeaveQueue:
    return LeaveQueue(**place(buyer))


def used(buyer: str, tickets: int = 1) -> TurnUsed:
    return TurnUsed(**booking(buyer, tickets))


def held(buyer: str, asked_at: datetime | None = None) -> TurnUsed:
    """Its seats are held, and the money is still to be asked for."""
    return TurnUsed(**booking_of(buyer), unpaid=True, asked_at=asked_at)


def payable(buyer: str) -> PaymentRequired:
    return PaymentRequired(
        event_id=EVENT, booking_id=f"{EVENT}-{buyer}", buyer_id=buyer, provider_id="pi", client_secret="s",
        price=100, currency="EUR",
    )  # fmt: skip


def marked_paid(buyer: str) -> BookingConfirmed:
    """Paid another way than at the provider."""
    return BookingConfirmed(**booking_of(buyer), price=100, currency="EUR", stock_seq=5)


def lapsed(buyer: str) -> SeatsReleased:
    return SeatsReleased(**booking_of(buyer), stock_seq=5)


def booking_of(buyer: str) -> dict[str, Any]:
    """One ticket, in a booking of the buyer's own."""
    return booking(buyer, 1) | {"booking_id": f"{EVENT}-{buyer}"}


def released(buyer: str, tickets: int = 1) -> SeatsReleased:
    return SeatsReleased(**booking(buyer, tickets), stock_seq=5)


def one_void(buyer: str, tickets: int) -> SomeTicketsVoided:
    codes = ("", *["code"] * (tickets - 1))
    return SomeTicketsVoided(**booking(buyer, tickets), tickets=(1,), void=(1,), codes=codes, stock_seq=6)


def blocked(places: int = 1) -> SeatsBlocked:
    return SeatsBlocked(event_id=EVENT, block_id="k1", quantity=places, ticket_type="any", reason="sound", stock_seq=5)


def unblocked(places: int = 1) -> SeatsUnblocked:
    return SeatsUnblocked.of(blocked(places), stock_seq=6)


def one_unblocked() -> SomeSeatsUnblocked:
    return SomeSeatsUnblocked.of(blocked(), left_quantity=1, stock_seq=6)


def more_seats(added: int) -> SectionChanged:
    return SectionChanged(
        event_id=EVENT, change_id="c1", section="stalls", rows={"A": 9}, added=added, capacity=9, stock_seq=7
    )


def booking(buyer: str, tickets: int) -> dict[str, Any]:
    return {
        "event_id": EVENT, "booking_id": f"{EVENT}-b", "buyer_id": buyer, "ticket_type": "any", "quantity": tickets,
    }  # fmt: skip


def granted(buyer: str, receipt: int, rank: int, at: datetime) -> TurnGranted:
    return TurnGranted(**place(buyer), receipt=receipt, rank=rank, deadline=at + TURN_FOR)


def expired(buyer: str, receipt: int, rank: int) -> TurnExpired:
    return TurnExpired(**place(buyer), receipt=receipt, rank=rank)


def by_lot(*buyers: str) -> list[str]:
    return sorted(buyers, key=lambda buyer: lot(SEED, place_id(EVENT, buyer)))


def queue(bench: Bench) -> Queue:
    found = bench.row(Queue, EVENT)
    assert found
    return found


def of(bench: Bench, buyer: str) -> Place:
    found = bench.row(Place, EVENT, place_id(EVENT, buyer))
    assert found
    return found


def in_turn(bench: Bench, *buyers: str) -> list[str]:
    """Those of them whose turn it is."""
    return [buyer for buyer in buyers if of(bench, buyer).state == "turn"]


def adds_up(bench: Bench, *buyers: str) -> bool:
    """The queue's counters are those of its places."""
    found, places = queue(bench), [of(bench, buyer) for buyer in buyers]
    states = [one.state for one in places]
    in_line = sum(states.count(state) for state in IN_LINE)
    fresh = Counter(begun(found, one) for one in places if one.state == "turn")
    of_places = {at: fresh[at] for at in found.fresh}
    return (found.waiting, found.turns, found.fresh) == (in_line, states.count("turn"), of_places)

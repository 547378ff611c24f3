"""What a mail tells, as text of no language, or of one that a mail translates."""

from collections.abc import Sequence
from datetime import datetime, timedelta, timezone

from contracts.base import Basket, Choice
from contracts.bookings import BookingAffected
from contracts.money import money
from contracts.prices import Breakdown
from handlers.email.rows import Happening

REASONS = {
    "buyer": "You cancelled it.",
    "organiser": "The organiser gave the money back.",
    "books_differ": "It and its payment did not agree. What you paid goes back.",
    "card_limit": "Too many tickets of the event were paid with the same card. The money goes back to it.",
    "declined": "The payment was declined.",
    "not_chargeable": "The payment provider would not begin this payment.",
    "event_cancelled": "The event was called off.",
    "offer_lapsed": "The other seats were not accepted in time.",
    "paid_too_late": "The payment came after the seats were gone.",
}


def of_event(event_id: str, event: Happening | None) -> dict[str, str]:
    """An event of which nothing was heard yet is named by its id."""
    event = event or Happening(event_id)
    return {"event": event.name or event_id, "place": event.place, "starts": when(event.starts_at, event.utc_offset)}


def of_change(said: BookingAffected, event: Happening | None) -> dict[str, str]:
    """`place` is not told where only the date is gone, so that it stays as it is known; the venue is named first."""
    where = dict.fromkeys(part for part in (said.hall, said.place) if part)
    place = {"place": ", ".join(where)} if where or said.starts_at else {}
    offset = event.utc_offset if event else 0
    return {**place, "starts": when(said.starts_at, offset), "until": when(said.refund_until, offset)}


def when(time: datetime | None, utc_offset: int) -> str:
    """ISO 8601, as clocks show it there; empty if it is not known."""
    return time.astimezone(timezone(timedelta(minutes=utc_offset))).isoformat(timespec="minutes") if time else ""


def places(choice: Choice) -> str:
    """With what goes along."""
    mine = ", ".join(choice.seats) or times(choice.quantity, choice.ticket_type)
    along = choice.add_ons if isinstance(choice, Basket) else {}
    return ", ".join([mine, *(times(quantity, name) for name, quantity in along.items())])


def times(quantity: int, name: str) -> str:
    return f"{quantity} × {name}"  # noqa: RUF001 times, not x


def places_of(choice: Choice, tickets: Sequence[int]) -> str:
    """Of these tickets alone, by their numbers from 1."""
    seats = [choice.seats[number - 1] for number in tickets] if choice.seats else []
    return ", ".join(seats) or times(len(tickets), choice.ticket_type)


def costs(breakdown: Breakdown | None, currency: str) -> dict[str, str]:
    """Of what is free nothing is told, and no part that there is not."""
    if breakdown is None or not breakdown.total:
        return {}
    parts = {"discount": breakdown.discount, "net": breakdown.net, "tax": breakdown.tax, "fee": breakdown.fee}
    parted = parts if breakdown.tax or breakdown.fee else {"discount": breakdown.discount}
    told = {name: part for name, part in parted.items() if part} | {"total": breakdown.total}
    return {name: money(part, currency) for name, part in told.items()}

"""A part of the money goes back, and tickets with it where that is meant."""

from typing import Annotated

from pydantic import Field

from contracts.base import TICKETS_AT_MOST, Basket, Command, Event, OfBooking
from contracts.bookings.about import ByOrganiserOf, OfSeats
from contracts.bookings.offline import MarkPaid


class RefundBooking(ByOrganiserOf, Command):
    """A part of what was paid goes back; the booking stays as it is, and so do its tickets unless they are to be void.

    Its buyer may ask for it too where the tickets are named and are to be void, as long as it may be cancelled.
    """

    amount: Annotated[int, Field(ge=1)] | None = None
    """In the currency's minor unit; None: all that is left. Of tickets it is not for who asks to say."""
    tickets: Annotated[tuple[int, ...], Field(max_length=TICKETS_AT_MOST)] = ()
    """What these cost, by their numbers from 1; empty: any part of the price."""
    refund: int | None = None
    """What was quoted for the tickets: another sum is refused. None: whatever it is."""
    void: bool = False
    """They are worthless from then on, and their places on sale again; with the last of them the booking is over."""


class RefundGranted(OfSeats, OfBooking, Event, carries=("currency", "by_hand"), answers=RefundBooking, status=202):
    """So much is to go back; that it did, payments says."""

    refund_id: str
    """Counted from 1 within the booking."""
    amount: int
    currency: str
    total: int
    """With all that was granted before."""
    tickets: tuple[int, ...] = ()
    """For which it is, by their numbers from 1; empty: a part of the price that is nobody's."""
    by_hand: bool = False
    """It was not paid through the payment provider, and so the event's organiser gives it back."""


class TicketsGivenUp(OfSeats, Basket, OfBooking, Event, answers=RefundBooking, status=202):
    """These tickets of a booking that goes on are to be worthless, and their places on sale again."""

    tickets: tuple[int, ...]
    """By their numbers, from 1."""
    returned: bool = False
    """Their buyer gave them up, and has money back."""


class SecondPersonNeeded(
    OfSeats, OfBooking, Event, carries=("asker_id", "currency"), answers=(MarkPaid, RefundBooking), status=202
):
    """It is so much money that nothing moves until another person asks for just the same."""

    asker_id: str
    amount: int
    currency: str


class RefundNotGranted(OfSeats, OfBooking, Event, answers=RefundBooking, status=409):
    """Nothing goes back.

    `reason` is nothing_paid, more_than_paid, unknown_ticket, ticket_refunded, quote_changed, or to its buyer
    too_late_to_cancel or ticket_used.
    """

    reason: str
    left: int
    """What could still go back."""
    refund: int | None = None
    """What the tickets would give back now."""
    used: tuple[int, ...] = ()
    """By which of them somebody came in, as their numbers."""

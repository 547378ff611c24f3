"""Bookings: the one authority on whether a booking is confirmed, expired or cancelled."""

from datetime import datetime
from typing import Annotated

from pydantic import Field

from contracts.base import TICKETS_AT_MOST, Choice, Command, Event, OfBooking, OfEvent
from contracts.prices import Breakdown
from contracts.sealed import Sealed
from contracts.waiting_room import place_id


class RequestBooking(Choice, OfBooking, Command):
    """A buyer asks for seats, or for a quantity of one ticket type, in seats the best together; at most 20 tickets."""

    seats: Annotated[tuple[str, ...], Field(max_length=TICKETS_AT_MOST)] = ()
    quantity: Annotated[int, Field(ge=0, le=TICKETS_AT_MOST)] = 0


class CancelBooking(OfBooking, Command):
    """The buyer gives the booking up; what was paid is refunded."""

    refund: int | None = None
    """What the buyer was told to get back: another sum is refused. None: whatever it is."""


class OfBookingAsked(OfEvent, key="event_id", subject="booking_id", carries=("booking_id",)):
    """About one booking, where who asks need not be its buyer."""

    booking_id: str


class ByOrganiserOf(OfBookingAsked, carries=("asker_id", "by_operator")):
    """Who asks, as the edge read it from the access token: the event's organiser, or an operator."""

    asker_id: str
    by_operator: bool = False


class MarkPaid(ByOrganiserOf, Command):
    """The money of a held booking came another way than through the payment provider."""


class RefundBooking(ByOrganiserOf, Command):
    """A part of what was paid goes back; the booking stays as it is, and so do its tickets."""

    amount: Annotated[int, Field(ge=1)] | None = None
    """In the currency's minor unit; None: all that is left."""


class RepeatConfirmation(ByOrganiserOf, Command):
    """The mail that leads to the tickets is wanted once more; a booking's buyer may ask for it, too."""


Names = Annotated[tuple[Sealed | None, ...], Field(max_length=TICKETS_AT_MOST)]
"""Of each ticket of a booking, in their order; None where nobody is named. Sealed for the booking's buyer."""


class NameHolders(ByOrganiserOf, Command):
    """Who comes with each ticket; a booking's buyer may say it, too. These names take the place of all before."""

    names: Names


class GiveBooking(Choice, OfBooking, ByOrganiserOf, Command):
    """The organiser gives somebody tickets, for nothing and out of turn; at most 20, by the rules of their type."""

    seats: Annotated[tuple[str, ...], Field(max_length=TICKETS_AT_MOST)] = ()
    quantity: Annotated[int, Field(ge=0, le=TICKETS_AT_MOST)] = 0


class BookingRequested(Choice, OfBooking, Event):
    """A booking was opened and asks inventory for its seats; `attempt` comes back in the answer."""

    attempt: int
    complimentary: bool = False
    """They cost nothing, whatever their price is."""


class BookingHeld(Choice, OfBooking, Event, answers=RequestBooking, status=201):
    """The seats are held until `expires_at`; the price is due."""

    price: int
    """In the currency's minor unit."""
    currency: str
    breakdown: Breakdown | None = None
    expires_at: datetime
    stock_seq: int


class BookingSettling(Choice, OfBooking, Event):
    """It awaits settlement of a slow payment: the seats are held until `expires_at`, and nothing more is to be paid."""

    expires_at: datetime


class BookingConfirmed(Choice, OfBooking, Event, answers=(RequestBooking, GiveBooking), status=201):
    """The booking is paid, or free: its tickets will be issued."""

    price: int
    currency: str
    breakdown: Breakdown | None = None
    stock_seq: int


class BookingRejected(OfBooking, Event, answers=(RequestBooking, GiveBooking), status=409):
    """The booking could not have what it asked for; `lost` names the seats that are to blame."""

    reason: str
    """taken, sold_out, no_seats_together, single_seat, only_by_name, unknown_seat, unknown_ticket_type, not_on_sale,
    event_cancelled, no_turn, or a rule of the ticket type: type_not_on_sale, too_few, too_many or too_many_of_buyer."""
    lost: tuple[str, ...] = ()
    stock_seq: int = 0


class BookingExpired(Choice, OfBooking, Event, answers=(RequestBooking, GiveBooking), status=409):
    """The deadline passed before the booking was paid, or before its seats were answered for."""


class BookingCancelled(Choice, OfBooking, Event, answers=(CancelBooking, RequestBooking, GiveBooking), status=200):
    """The booking is over; `reason` says by whom: buyer, declined, event_cancelled or paid_too_late."""

    reason: str


class BookingCancellationRefused(OfBooking, Event, answers=CancelBooking, status=409):
    """The booking stays as it is: it was over before, or `reason` says why, too_late_to_cancel or quote_changed."""

    state: str
    reason: str = ""
    refund: int | None = None
    """What cancelling would give back now, in the minor unit..."""
    currency: str = ""
    until: datetime | None = None
    """...and how long that holds, or held."""


class BookingCancellationForbidden(OfBooking, Event, answers=CancelBooking, status=403):
    """The booking is another buyer's."""


class BookingAffected(Choice, OfBooking, Event):
    """The event of a confirmed booking is not as it was bought: its buyer is told so, once of each such change."""

    change: int
    """Which of the event's changes it is; the first is 1."""
    changed: tuple[str, ...]
    """place, starts_at, ends_at, or all that `postponed` means: it has no date until it is told one."""
    place: str = ""
    starts_at: datetime | None = None
    """None while it has no date."""
    refund_until: datetime | None = None
    """Until then its buyer may cancel it and has all of the money back, whatever else holds; None: no such offer."""


class BookingMarkedPaid(Choice, OfBooking, Event, answers=MarkPaid):
    """The money came another way: no more is due, and what comes through the payment provider goes back."""

    price: int
    currency: str


class BookingNotMarkedPaid(OfBooking, Event, answers=MarkPaid, status=409):
    """The booking does not wait for money: it is as `state` says."""

    state: str


class RefundGranted(OfBooking, Event, answers=RefundBooking, status=202):
    """So much is to go back; that it did, payments says."""

    refund_id: str
    """Counted from 1 within the booking."""
    amount: int
    currency: str
    total: int
    """With all that was granted before."""


class RefundNotGranted(OfBooking, Event, answers=RefundBooking, status=409):
    """Nothing goes back; `reason` is nothing_paid or more_than_paid."""

    reason: str
    left: int
    """What could still go back."""


class ConfirmationRepeated(Choice, OfBooking, Event, answers=RepeatConfirmation):
    """Its buyer is to have the mail once more; `number` counts how often that was asked."""

    number: int


class ConfirmationNotRepeated(OfBooking, Event, answers=RepeatConfirmation, status=409):
    """No mail is sent; `reason` is no_tickets or repeated_too_often."""

    reason: str


class HoldersNamed(OfBooking, Event, answers=NameHolders):
    """Who comes with each ticket; `edit` counts how often that was said."""

    names: tuple[Sealed | None, ...]
    edit: int


class HoldersNotNamed(OfBooking, Event, answers=NameHolders, status=409):
    """The names stay as they are; `reason` is no_tickets or other_count."""

    reason: str


class BookingForbidden(
    OfBookingAsked, Event, answers=(MarkPaid, RefundBooking, RepeatConfirmation, NameHolders, GiveBooking), status=403
):
    """The booking is neither the asker's nor of an event of the asker's."""


class TurnUsed(Choice, OfBooking, Event):
    """The buyer's turn in the event's queue led to seats that are held, or sold."""

    @property
    def place_id(self) -> str:
        """The place in the queue that had the turn."""
        return place_id(self.event_id, self.buyer_id)

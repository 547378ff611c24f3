"""Bookings: the one authority on whether a booking is confirmed, expired or cancelled."""

from datetime import datetime
from typing import Annotated

from pydantic import BaseModel, ConfigDict, Field

from contracts.base import TICKETS_AT_MOST, Basket, Command, Event, Message, OfBooking, OfEvent
from contracts.prices import Breakdown, Discount, Line
from contracts.rights import MemberRole
from contracts.sealed import Sealed
from contracts.waiting_room import place_id

CODE_AT_MOST = 64
"""Characters of a discount code."""


class UseOfCode(BaseModel):
    """A booking's use of a discount code; `attempt` counts how often the booking asked for one."""

    model_config = ConfigDict(frozen=True)

    promotion_id: str
    attempt: int = 1
    granted: bool = False
    """Until it is, the booking does not ask for its seats."""

    def again(self) -> "UseOfCode":
        return UseOfCode(promotion_id=self.promotion_id, attempt=self.attempt + 1)

    def had(self) -> "UseOfCode":
        return self.model_copy(update={"granted": True})


class OfSeats(Message, carries=("stock_seq",)):
    """About a booking as inventory told of its seats last."""

    stock_seq: int = 0
    """The number that it told with them; 0 where it told none yet, and in words of before that was said."""


class RequestBooking(Basket, OfBooking, Command):
    """A buyer asks for seats, or for a quantity of one ticket type, in seats the best together; at most 20 tickets."""

    seats: Annotated[tuple[str, ...], Field(max_length=TICKETS_AT_MOST)] = ()
    quantity: Annotated[int, Field(ge=0, le=TICKETS_AT_MOST)] = 0
    code: Annotated[str, Field(max_length=CODE_AT_MOST)] = ""
    """A discount code of the event's organiser; empty: none."""
    offline: bool = False
    """The price will be paid to the organiser, another way than through the provider."""
    sources: Annotated[tuple[str, ...], Field(max_length=4)] = ()
    """From where: `device:` and `address:`, each with a keyed hash for this event alone; none where it is not noted."""


class CancelBooking(OfBooking, Command):
    """The buyer gives the booking up; what was paid is refunded."""

    refund: int | None = None
    """What the buyer was told to get back: another sum is refused. None: whatever it is."""


class AcceptOffer(OfBooking, Command):
    """The buyer whose money came late takes the other seats that are held; to cancel the booking is to decline them."""


class OfBookingAsked(OfEvent, key="event_id", subject="booking_id", carries=("booking_id",)):
    """About one booking, where who asks need not be its buyer."""

    booking_id: str


class ByOrganiserOf(OfBookingAsked, carries=("asker_id", "by_operator")):
    """Who asks, as the edge read it from the access token: the event's organiser, or an operator."""

    asker_id: str
    by_operator: bool = False
    roles: dict[str, MemberRole] = Field(default_factory=dict)
    """What the asker is as a member, by organisation, as the edge looked it up."""


class MarkPaid(ByOrganiserOf, Command):
    """The money of a held booking came another way than through the payment provider."""


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


class RepeatConfirmation(ByOrganiserOf, Command):
    """The mail that leads to the tickets is wanted once more; a booking's buyer may ask for it, too."""


Names = Annotated[tuple[Sealed | None, ...], Field(max_length=TICKETS_AT_MOST)]
"""Of each ticket of a booking, in their order; None where nobody is named. Sealed for the booking's buyer."""


class NameHolders(ByOrganiserOf, Command):
    """Who comes with each ticket; a booking's buyer may say it, too. These names take the place of all before."""

    names: Names


class GiveBooking(Basket, OfBooking, ByOrganiserOf, Command):
    """The organiser gives somebody tickets, for nothing and out of turn; at most 20, by the rules of their type."""

    seats: Annotated[tuple[str, ...], Field(max_length=TICKETS_AT_MOST)] = ()
    quantity: Annotated[int, Field(ge=0, le=TICKETS_AT_MOST)] = 0


class DiscountRequested(
    OfBooking, Event, key="promotion_id", subject="booking_id", carries=("promotion_id", "attempt")
):
    """A booking asks for the use of a code, in the code's own partition, before it asks for its seats."""

    promotion_id: str
    attempt: int


class BookingRequested(Basket, OfBooking, Event):
    """A booking was opened and asks inventory for its seats; `attempt` comes back in the answer."""

    attempt: int
    complimentary: bool = False
    """They cost nothing, whatever their price is."""
    discount: Discount | None = None
    """What the code takes off that the booking has the use of."""
    others: bool = False
    """Where these seats are gone, others of their ticket types will do."""


class BookingHeld(Basket, OfBooking, Event, answers=RequestBooking, status=201):
    """The seats are held until `expires_at`; the price is due."""

    price: int
    """In the currency's minor unit."""
    currency: str
    breakdown: Breakdown | None = None
    code: str = ""
    """The discount code that the price is by."""
    shares: tuple[int, ...] = ()
    """What each of its tickets costs, in their order; empty where all of them cost the same."""
    expires_at: datetime
    stock_seq: int


class BookingSettling(OfSeats, Basket, OfBooking, Event):
    """It awaits settlement of a slow payment: the seats are held until `expires_at`, and nothing more is to be paid."""

    expires_at: datetime


class BookingDue(OfSeats, Basket, OfBooking, Event, carries=("price", "currency")):
    """The price is to be paid to the organiser until `expires_at`, or the booking expires."""

    price: int
    currency: str
    expires_at: datetime
    reminder: bool = False
    """It was told before."""


class BookingOffered(Basket, OfBooking, Event):
    """The money came late and the seats are another's: these, at the same price, are its buyer's for the taking."""

    price: int
    currency: str
    breakdown: Breakdown | None = None
    code: str = ""
    shares: tuple[int, ...] = ()
    expires_at: datetime
    stock_seq: int
    apart: bool = False
    """They are not side by side."""


class OfferRefused(OfSeats, OfBooking, Event, answers=AcceptOffer, status=409):
    """The booking has no offer, or none any more: it is as `state` says."""

    state: str


class OfferForbidden(OfBooking, Event, answers=AcceptOffer, status=403):
    """The booking is another buyer's."""


class BookingConfirmed(Basket, OfBooking, Event, answers=(RequestBooking, GiveBooking, AcceptOffer), status=201):
    """The booking is paid, or free: its tickets will be issued."""

    price: int
    currency: str
    breakdown: Breakdown | None = None
    code: str = ""
    shares: tuple[int, ...] = ()
    stock_seq: int


class BookingRejected(OfBooking, Event, answers=(RequestBooking, GiveBooking), status=409):
    """The booking could not have what it asked for; `lost` names the seats or add-ons that are to blame."""

    reason: str
    """taken, sold_out, no_seats_together, single_seat, only_by_name, unknown_seat, unknown_ticket_type, not_on_sale,
    event_cancelled, no_turn, not_offline, holds_lapsed, too_many_accounts, unknown_add_on, too_many_add_ons,
    add_on_sold_out, a rule of the ticket type: type_not_on_sale, too_few, too_many or too_many_of_buyer, or the
    code's: code_unknown, code_expired, code_used_up, code_used_by_you or code_not_for_this.
    """
    lost: tuple[str, ...] = ()
    stock_seq: int = 0
    use: UseOfCode | None = None
    """What it had of a code, and has no more."""


class BookingExpired(
    OfSeats, Basket, OfBooking, Event, carries=("use",), answers=(RequestBooking, GiveBooking), status=409
):
    """The deadline passed before the booking was paid, or before its code and its seats were answered for."""

    use: UseOfCode | None = None


class BookingCancelled(
    OfSeats, Basket, OfBooking, Event, carries=("use",),
    answers=(CancelBooking, RequestBooking, GiveBooking, RefundBooking), status=200,
):  # fmt: skip
    """The booking is over.

    `reason` says by whom: buyer, organiser, declined, card_limit, event_cancelled, paid_too_late or
    offer_lapsed.
    """

    reason: str
    use: UseOfCode | None = None
    returned: bool = False
    """Its buyer gave up what was confirmed, and has money back."""


class BookingCancellationRefused(OfSeats, OfBooking, Event, answers=CancelBooking, status=409):
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


class BookingAffected(OfSeats, Basket, OfBooking, Event):
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


class BookingMarkedPaid(
    OfSeats,
    Basket,
    OfBooking,
    Event,
    carries=("price", "currency", "breakdown", "commission", "lines"),
    answers=MarkPaid,
):
    """The money came another way: no more is due, and what comes through the payment provider goes back."""

    price: int
    currency: str
    breakdown: Breakdown | None = None
    commission: int = 0
    """What of the net price is a fee that the organiser bears."""
    lines: tuple[Line, ...] = ()
    """Of each ticket, in their order; empty where all of them cost the same."""


class BookingNotMarkedPaid(OfSeats, OfBooking, Event, answers=MarkPaid, status=409):
    """The booking does not wait for money: it is as `state` says."""

    state: str


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

    `reason` is nothing_paid, more_than_paid, unknown_ticket, ticket_refunded, quote_changed or too_late_to_cancel.
    """

    reason: str
    left: int
    """What could still go back."""
    refund: int | None = None
    """What the tickets would give back now."""


class ConfirmationRepeated(OfSeats, Basket, OfBooking, Event, answers=RepeatConfirmation):
    """Its buyer is to have the mail once more; `number` counts how often that was asked."""

    number: int


class ConfirmationNotRepeated(OfSeats, OfBooking, Event, answers=RepeatConfirmation, status=409):
    """No mail is sent; `reason` is no_tickets or repeated_too_often."""

    reason: str


class HoldersNamed(OfSeats, OfBooking, Event, answers=NameHolders):
    """Who comes with each ticket; `edit` counts how often that was said."""

    names: tuple[Sealed | None, ...]
    edit: int


class HoldersNotNamed(OfSeats, OfBooking, Event, answers=NameHolders, status=409):
    """The names stay as they are; `reason` is no_tickets or other_count."""

    reason: str


class BookingForbidden(
    OfBookingAsked, Event, answers=(MarkPaid, RefundBooking, RepeatConfirmation, NameHolders, GiveBooking), status=403
):
    """The booking is neither the asker's nor of an event of the asker's."""


class TurnUsed(OfSeats, Basket, OfBooking, Event):
    """The buyer's turn in the event's queue led to seats that are held, or sold."""

    @property
    def place_id(self) -> str:
        """The place in the queue that had the turn."""
        return place_id(self.event_id, self.buyer_id)

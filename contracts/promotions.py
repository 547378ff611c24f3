"""Promotions: discount codes, for what they are good, and how often."""

import hashlib
from datetime import datetime

from contracts.base import Command, Event, Message, OfBooking
from contracts.catalog import ByOrganiser
from contracts.prices import Discount


def promotion_id(organiser_id: str, code: str) -> str:
    """One for each code of an organiser, however it is written: large or small letters are the same."""
    return hashlib.sha256(f"{organiser_id}|{code.upper()}".encode()).hexdigest()[:20]


class OfPromotion(Message, key="promotion_id", carries=("promotion_id",)):
    """About one code of one organiser; its uses stand in one order, whatever events they are for."""

    promotion_id: str


PROMOTED = (
    "code", "percent", "amount", "currency", "ticket_types", "min_tickets", "event_ids", "valid_from", "valid_until",
    "uses_at_most", "per_buyer",
)  # fmt: skip


class Promoted(Message, carries=PROMOTED):
    """What the code takes off the price of each ticket, and under which conditions. A booking has one code, or none."""

    code: str
    percent: int = 0
    """Of the price, in basis points, 1 to 10,000; or..."""
    amount: int = 0
    """...so much, in the minor unit of `currency`."""
    currency: str = ""
    ticket_types: tuple[str, ...] = ()
    """Empty: all."""
    min_tickets: int = 1
    """So many tickets of these types in one booking, 1 to 20."""
    event_ids: tuple[str, ...] = ()
    """At most 200; empty: all of the organiser's."""
    valid_from: datetime | None = None
    valid_until: datetime | None = None
    """What was held by then keeps its price."""
    uses_at_most: int = 0
    """Bookings that have it, over all events; 0: no limit."""
    per_buyer: int = 0
    """Of these, those of one buyer, likewise."""


class CreatePromotion(Promoted, OfPromotion, ByOrganiser, Command):
    """The organiser gives out a code."""


class DeactivatePromotion(OfPromotion, ByOrganiser, Command):
    """Nobody is to have a use of it any more; who has one keeps it."""


class PromotionCreated(Promoted, OfPromotion, Event, carries=("organiser_id",), answers=CreatePromotion, status=201):
    """The code is good, from when it says on. What it says never changes."""

    organiser_id: str


class PromotionRefused(OfPromotion, Event, answers=CreatePromotion, status=409):
    """There is no other such code; `reason` is exists."""

    reason: str


class PromotionInvalid(OfPromotion, Event, answers=CreatePromotion, status=422):
    """There is no such code; `reason` names the field that breaks its limit."""

    reason: str


class PromotionDeactivated(OfPromotion, Event, answers=DeactivatePromotion):
    """The code is good no more."""


class PromotionForbidden(OfPromotion, Event, answers=DeactivatePromotion, status=403):
    """The code is another organiser's."""


class DiscountGranted(OfBooking, Event, carries=("attempt",)):
    """The booking has a use of the code, until it is rejected, expired or cancelled."""

    attempt: int
    discount: Discount


class DiscountRefused(OfBooking, Event, carries=("attempt",)):
    """The booking has none; `reason` is code_unknown, code_expired, code_used_up, code_used_by_you or
    code_not_for_this."""

    attempt: int
    reason: str


class UseReturned(OfBooking, Event, key="promotion_id", subject="booking_id", carries=("promotion_id", "attempt")):
    """The booking is over: what it had of the code is another's, in the code's own partition."""

    promotion_id: str
    attempt: int


class PromotionUsed(OfPromotion, Event):
    """So many bookings have it now."""

    uses: int

"""What is due for each booking, how far it has come, and what of it goes back."""

from dataclasses import field
from datetime import datetime
from typing import Any, Literal, Self

from choreography.row import Row
from contracts.prices import Breakdown, Line

State = Literal[
    "never", "asked", "open", "succeeded", "failed", "cancelled", "refunding", "refunded", "refund_failed"
]  # fmt: skip
Over = Literal["", "expired", "cancelled", "paid"]
NOT_OURS: tuple[Over, ...] = ("cancelled", "paid")

MOVES: dict[State, tuple[State, ...]] = {
    "never": (),
    "asked": ("open", "failed", "cancelled"),
    "open": ("succeeded", "failed", "cancelled", "refunding"),
    "failed": ("succeeded", "refunding"),
    "cancelled": ("succeeded", "refunding"),
    "succeeded": ("refunding", "refunded"),
    "refunding": ("refunded", "refund_failed"),
    "refunded": ("refund_failed",),
    "refund_failed": ("refunding", "refunded"),
}
"""The legal moves. `failed` was told to the booking, `cancelled` was not: the booking was over already. Money that
arrives for either is taken all the same."""

UNPAID: tuple[State, ...] = ("open", "failed", "cancelled")


class PaymentIntent(
    Row, key=("event_id", "booking_id"), unique=("provider_id",), audited=("state", "reason", "attempt", "parts")
):
    """`never` is a tombstone: the booking was over before it had a price, and no intent will be made for it."""

    event_id: str
    booking_id: str
    buyer_id: str
    state: State
    price: int = 0
    currency: str = ""
    provider_id: str | None = None
    """None until the provider has made the intent."""
    over: Over = ""
    """What became of the booking: money for a cancelled one goes back, and for one that was `paid` another way; for an
    expired one bookings decides."""
    reason: str = ""
    """Why it failed: the code of the last decline, or of the provider's refusal."""
    declines: tuple[str, ...] = ()
    """The provider's events that told of a declined card."""
    attempt: int = 0
    """How often the provider was asked to refund it."""
    breakdown: Breakdown | None = None
    """Of the price; None where it was asked for before there were terms: all of it is net."""
    commission: int = 0
    """What of the net price is a fee that the organiser bears."""
    parts: tuple[int, ...] = ()
    """What goes back in parts, one after another..."""
    returned: int = 0
    """...and how much of that has gone."""
    lines: tuple[Line, ...] = ()
    """What each ticket cost; empty where all of them cost the same..."""
    tickets: tuple[tuple[int, ...], ...] = ()
    """...and by part, which of them it is for, by their numbers from 1."""
    settling: bool = False
    """It is paid by a slow method, and what becomes of it is not known..."""
    told_at: datetime | None = None
    """...and when, by the provider's clock, the last such word or decline was said."""
    asked_at: datetime | None = None
    """When the provider was last asked to refund it."""
    by_hand: tuple[str, ...] = ()
    """The refunds that somebody made at the provider, as it names them: they are booked, or failed before that..."""
    gone_by: str = ""
    """...and the one of them by which all that was left went; empty where that was ours, or is not gone."""
    lost: int = 0
    """What banks keep of it for good, of disputes that are lost..."""
    by_bank: int = 0
    """...and what of that took the place of a refund."""
    size: int = 0
    """How many tickets it is for; 0 where it was asked for before cards had a bound."""
    given_up: tuple[int, ...] = ()
    """Which of these were given up, by their numbers from 1, while the booking goes on."""
    looking: bool = False
    """The money is here, and whose card it is is being asked..."""
    card: str = ""
    """...which is this, as a keyed hash; empty where nobody asked, or it was no card."""
    granted: int = 0
    """What its booking granted back, all told..."""
    grants: int = 0
    """...and in how many refunds."""
    confirmed: int = 0
    """For how much its booking was confirmed before its money came..."""
    confirmed_in: str = ""
    """...in which currency."""

    @property
    def left(self) -> int:
        """What goes back if the rest of it goes back."""
        return self.price - sum(self.parts)

    @property
    def kept(self) -> int:
        """How many tickets it still pays."""
        return max(0, self.size - len(self.given_up))

    def legal(self, old: Self | None) -> bool:
        return self.price >= 0 and (old is None or (self.price == old.price and self.currency == old.currency))

    def to(self, state: State, **fields: Any) -> Self:
        """Raises AssertionError if the table of moves has no such move."""
        assert state in MOVES[self.state], f"a payment does not go from {self.state} to {state}"
        return self.but(state=state, **fields)


class CardUse(Row, key=("event_id", "card")):
    """What one card, a keyed hash, has paid of an event: by booking, how many tickets."""

    event_id: str
    card: str
    tickets: dict[str, int] = field(default_factory=dict)

    @property
    def size(self) -> int:
        return sum(self.tickets.values())


class OfflinePayment(Row, key=("event_id", "booking_id")):
    """What came another way than through the provider, to the event's organiser, and what of it is owed back."""

    event_id: str
    booking_id: str
    buyer_id: str
    price: int
    currency: str
    breakdown: Breakdown | None = None
    commission: int = 0
    lines: tuple[Line, ...] = ()
    parts: tuple[int, ...] = ()
    """What was granted back, one after another..."""
    tickets: tuple[tuple[int, ...], ...] = ()
    """...and by part, for which tickets."""
    noted: tuple[str, ...] = ()
    """The refunds that these are; an empty id is that of all that was left."""

    @property
    def left(self) -> int:
        return self.price - sum(self.parts)

    def legal(self, old: Self | None) -> bool:
        return self.price >= 0 and (old is None or self.price == old.price)


class Refund(
    Row, key=("event_id", "booking_id", "refund_id"), audited=("state", "price", "reason", "attempt", "settled_by")
):
    """A part of a payment that goes back while the booking stays. `reason` is the provider's, if it refused."""

    event_id: str
    booking_id: str
    refund_id: str
    buyer_id: str
    provider_id: str
    price: int
    currency: str
    state: Literal["refunding", "refunded", "refund_failed", "settled"] = "refunding"
    """`settled` is one of which nothing is owed: as much has gone back otherwise."""
    attempt: int = 1
    reason: str = ""
    nth: int = 0
    """Its place among the parts of its payment, from 0; -1: it is none, since it was more than was left."""
    asked_at: datetime | None = None
    """When the provider was last asked for it."""
    settled_by: str = ""
    """By which refunds so much went back otherwise: those that somebody made have the provider's name."""
    cuts: tuple[int, ...] = ()
    """What it is of the nth part, where that was asked for anew in pieces: of each cut the first so much, or, below
    zero, what is behind that."""

    @property
    def is_ours(self) -> bool:
        """By its booking, one that was more than is left as well: those that somebody made have the provider's name."""
        return self.refund_id[:1].isdigit()

    @property
    def is_granted(self) -> bool:
        """By its booking, and one of the parts."""
        return self.is_ours and self.nth >= 0

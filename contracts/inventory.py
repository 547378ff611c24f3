"""Inventory: the one authority on who has which seat."""

from typing import Literal

from contracts.base import Choice, Command, Event, Message, OfBooking, OfEvent


class OfTicketKeys(Message, key="ring", carries=("ring",)):
    """About the keys that ticket codes are signed with."""

    ring: Literal["ticket"]


class PublishTicketKey(OfTicketKeys, Command):
    """The key that tickets are signed with now is to be known; answered with it."""


class ReissueTickets(OfBooking, Command):
    """The buyer wants other tickets for the same seats: the old ones may be in other hands."""


class SeatsHeld(Choice, OfBooking, Event):
    """All that was asked for is held for this booking until inventory is told otherwise."""

    attempt: int
    price: int
    """For all of it, in the currency's minor unit."""
    currency: str
    stock_seq: int
    """The version of the event's stock: the order of all changes of one sale."""


class SeatsRejected(OfBooking, Event):
    """Nothing is held: a booking never holds a part of what it asked for."""

    attempt: int
    reason: str
    lost: tuple[str, ...] = ()
    stock_seq: int = 0


class SeatsReleased(Choice, OfBooking, Event):
    """What the booking held is on sale again."""

    stock_seq: int


class TicketsIssued(Choice, OfBooking, Event):
    """The booking's tickets exist; `codes` has one for each seat, in the order of `seats`: `contracts.ticket_codes`."""

    codes: tuple[str, ...]
    stock_seq: int


class TicketsReissued(Choice, OfBooking, Event, answers=ReissueTickets):
    """The booking has other tickets, as `TicketsIssued` tells them, and all before them are void."""

    codes: tuple[str, ...]
    issue: int
    """Which tickets of the booking these are; the first were 1."""
    stock_seq: int


class TicketsNotReissued(OfBooking, Event, answers=ReissueTickets, status=409):
    """The tickets stay as they are; `reason` is no_tickets or reissued_too_often."""

    reason: str


class ReissueForbidden(OfBooking, Event, answers=ReissueTickets, status=403):
    """The booking is another buyer's."""


class TicketsVoided(Choice, OfBooking, Event):
    """Issued tickets are worthless, and what they stood for is on sale again."""

    stock_seq: int


class StockOpened(OfEvent, Event):
    """The event can be sold: the first word of its sale."""

    capacity: int
    stock_seq: int


class StockSoldOut(OfEvent, Event):
    """The last place was taken: every place of the event is held or sold."""

    stock_seq: int


class StockBack(OfEvent, Event):
    """The first place came back to an event of which every place had been taken."""

    stock_seq: int


class StockClosed(OfEvent, Event):
    """Nothing of the event will be held any more."""

    stock_seq: int


class TicketKeyPublished(OfTicketKeys, Event, answers=PublishTicketKey):
    """Tickets are signed with it. Keys before it go on to prove the tickets that they signed."""

    kid: str
    public: str
    """The 32 bytes of an Ed25519 key in base64url."""

"""Tickets are issued, issued anew, or void; and the keys of their codes."""

from contracts.base import Basket, Choice, Command, Event, Message, OfBooking
from contracts.inventory.about import Counted, OfTicketKeys, Unchanged
from contracts.prices import Breakdown


class PublishTicketKey(OfTicketKeys, Command):
    """The key that tickets are signed with now is to be known; answered with it."""


class TicketKeyPublished(OfTicketKeys, Event, answers=PublishTicketKey):
    """Tickets are signed with it. Keys before it go on to prove the tickets that they signed."""

    kid: str
    public: str
    """The 32 bytes of an Ed25519 key in base64url."""


class ReissueTickets(OfBooking, Command):
    """The buyer wants other tickets for the same seats: the old ones may be in other hands."""


class TicketsIssued(Counted, Basket, OfBooking, Event):
    """The booking's tickets exist; `codes` has one for each seat, in the order of `seats`: `contracts.ticket_codes`."""

    codes: tuple[str, ...]
    currency: str = ""
    breakdown: Breakdown | None = None
    """As the booking was confirmed with it."""
    stock_seq: int


class TicketsReissued(Basket, OfBooking, Event, answers=ReissueTickets):
    """The booking has other tickets, as `TicketsIssued` tells them, and all before them are void."""

    codes: tuple[str, ...]
    issue: int
    """Which tickets of the booking these are; the first were 1."""
    void: tuple[int, ...] = ()
    """The numbers of those that were given up, whose codes are empty."""
    stock_seq: int


class TicketsNotReissued(Unchanged, OfBooking, Event, answers=ReissueTickets, status=409):
    """The tickets stay as they are; `reason` is no_tickets or reissued_too_often."""

    reason: str


class ReissueForbidden(Unchanged, OfBooking, Event, answers=ReissueTickets, status=403):
    """The booking is another buyer's."""


class TicketsVoided(Counted, Basket, OfBooking, Event):
    """Issued tickets are worthless, and what they stood for is on sale again."""

    void: tuple[int, ...] = ()
    """The numbers of those that had been given up before: what they stood for may be another's."""
    stock_seq: int


class SomeTicketsVoided(Counted, Basket, OfBooking, Event, carries=("tickets",)):
    """These tickets of the booking are worthless, and their places on sale again; the others stay as they are."""

    tickets: tuple[int, ...]
    """By their numbers, from 1."""
    void: tuple[int, ...]
    """With all that were void before..."""
    codes: tuple[str, ...]
    """...and whose codes are empty."""
    stock_seq: int


def spoken_of(said: Choice) -> tuple[int, ...]:
    """The numbers of the tickets whose places it is about; those of void ones may be another's by now."""
    if isinstance(said, SomeTicketsVoided):
        return said.tickets
    void = said.void if isinstance(said, TicketsReissued | TicketsVoided) else ()
    return tuple(number for number in range(1, said.size + 1) if number not in void)


def along(said: Message) -> dict[str, int]:
    """The add-ons that it is about: some tickets, or other codes, leave them as they are."""
    apart = isinstance(said, SomeTicketsVoided | TicketsReissued)
    return said.add_ons if isinstance(said, Basket) and not apart else {}

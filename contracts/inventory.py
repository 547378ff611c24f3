"""Inventory: the one authority on who has which seat."""

from datetime import datetime
from typing import Literal

from pydantic import Field

from contracts.base import Basket, Choice, Command, Event, Message, OfBooking, OfEvent
from contracts.catalog import ByOrganiser
from contracts.prices import Breakdown, Line
from contracts.seating import Layout


class OfTicketKeys(Message, key="ring", carries=("ring",)):
    """About the keys that ticket codes are signed with."""

    ring: Literal["ticket"]


class OfBlock(OfEvent, key="event_id", subject="block_id", carries=("block_id",)):
    """About places that the organiser keeps from the sale, in the partition of their event."""

    block_id: str


class BlockSeats(Choice, ByOrganiser, OfBlock, Command, carries=("reason",)):
    """Keep these seats, or so many places of a type, from the sale, all or none. Its id is chosen by who asks."""

    reason: str
    """For the organiser; no buyer is told."""


class UnblockSeats(ByOrganiser, OfBlock, Command):
    """All that was blocked is for sale again."""


class UnblockSomeSeats(Choice, ByOrganiser, OfBlock, Command):
    """These seats of the block, or so many of its places, are for sale again; the others stay blocked."""


class OfChange(OfEvent, key="event_id", subject="change_id", carries=("change_id",)):
    """About one change of the plan of an event that is sold, in the partition of the event."""

    change_id: str


class ChangeSection(Layout, ByOrganiser, OfChange, Command):
    """The section is to have these seats, and no others. What they are sold as, and for how much, stays as it is.

    One that is new costs what its ticket type does.
    """

    ticket_type: str = ""
    """What a section that is new is sold as; may be left out of one that is there."""


class OfTicket(OfEvent, key="event_id", subject="booking_id", carries=("booking_id", "ticket")):
    """About one ticket of a booking, in the partition of their event."""

    booking_id: str
    ticket: str
    """The booking, a dot, and the ticket's number in it: the same ticket whatever its code is."""

    @property
    def number(self) -> int:
        return int(self.ticket.rpartition(".")[2])


class AdmitTicket(ByOrganiser, OfTicket, Command, carries=("gate",)):
    """Whoever shows this ticket wants to come in. Its code is genuine: who asks has verified it."""

    issue: int
    """As the code says it; 0 in codes of the first kind."""
    gate: str
    """Where it is shown, as the people there call it."""


class TakeBackAdmission(ByOrganiser, OfTicket, Command):
    """Nobody came in by this ticket: it was scanned by mistake."""


class PublishTicketKey(OfTicketKeys, Command):
    """The key that tickets are signed with now is to be known; answered with it."""


class ReissueTickets(OfBooking, Command):
    """The buyer wants other tickets for the same seats: the old ones may be in other hands."""


class Counted(Message):
    """A change of the stock, with what is so after it: by add-on, by ticket type without seats, and of all places, "".

    Both are left out of words of before they were told.
    """

    counts: dict[str, dict[str, int]] = Field(default_factory=dict, exclude_if=lambda counts: not counts)
    """How many are `held`, `sold` and `blocked`, of each that it is about..."""
    free: dict[str, int] = Field(default_factory=dict, exclude_if=lambda free: not free)
    """...and how many can be had, of all in a quota too."""


class Unchanged(Message):
    """An answer that changes nothing of the stock: it tells as of when it is true."""

    stock_seq: int = 0
    """The stock's version that it was judged by; 0 in words of before that was told."""


class SeatsHeld(Counted, Basket, OfBooking, Event):
    """All that was asked for is held for this booking until inventory is told otherwise."""

    attempt: int
    price: int
    """For all of it, in the currency's minor unit."""
    currency: str
    breakdown: Breakdown | None = None
    """Of the price; None in words of before there were terms: all of it is net."""
    commission: int = 0
    """What of the net price is a fee that the organiser bears."""
    lines: tuple[Line, ...] = ()
    """Of each ticket, in their order; empty where all of them cost the same, or where it was not told."""
    stock_seq: int
    """The version of the event's stock: the order of all changes of one sale."""


class SeatsRejected(Unchanged, OfBooking, Event):
    """Nothing is held: a booking never holds a part of what it asked for."""

    attempt: int
    reason: str
    lost: tuple[str, ...] = ()


class SeatsBlocked(Counted, Choice, OfBlock, Event, carries=("reason",), answers=BlockSeats, status=201):
    """None of it is sold until it is unblocked."""

    reason: str
    stock_seq: int


class Freed(Counted, Choice, carries=("reason",)):
    """What is not blocked any more; `reason` is why it had been."""

    reason: str
    among: tuple[str, ...] = ()
    """The sections of all that the block ever kept, where parts of it were unblocked before."""

    @property
    def sections(self) -> tuple[str, ...]:
        return self.among or super().sections


class SeatsUnblocked(Freed, OfBlock, Event, answers=UnblockSeats):
    """All that was blocked still is on sale again."""

    stock_seq: int


class SomeSeatsUnblocked(Freed, OfBlock, Event, answers=UnblockSomeSeats):
    """A part of the block is on sale again."""

    left: tuple[str, ...] = ()
    """The seats that stay blocked..."""
    left_quantity: int = 0
    """...or how many places do; where nothing does, the block is over."""
    stock_seq: int


UNBLOCKING = (UnblockSeats, UnblockSomeSeats)


class BlockRefused(Unchanged, OfBlock, Event, answers=(BlockSeats, *UNBLOCKING), status=409):
    """Nothing changed.

    `reason` is exists, seats_in_use, places_in_use, unknown_seat, unknown_ticket_type, event_cancelled or not_blocked.
    """

    reason: str
    lost: tuple[str, ...] = ()


class BlockForbidden(Unchanged, OfBlock, Event, answers=(BlockSeats, *UNBLOCKING), status=403):
    """The event is another organiser's; `reason` is foreign_event."""

    reason: str = "foreign_event"


class SectionChanged(Counted, Layout, OfChange, Event, answers=ChangeSection):
    """The section has these seats from now on."""

    added: int
    """By how many seats the event has more than before; less than 0 if it has fewer."""
    capacity: int
    """Places of the whole event."""
    ticket_type: str = ""
    """What its seats are sold as..."""
    price: int = 0
    """...and for how much; neither stands in words of before sections were added to a sale."""
    stock_seq: int


class SectionChangeRefused(Unchanged, OfChange, Event, answers=ChangeSection, status=409):
    """The section stays as it is.

    `reason` is seats_in_use, over_capacity, unknown_section, event_cancelled or, of one that is new, section_exists,
    too_many_sections, unknown_ticket_type or plan_incomplete.
    """

    reason: str
    lost: tuple[str, ...] = ()
    """The seats that are held, sold or blocked, and would be gone."""


class SectionChangeForbidden(Unchanged, OfChange, Event, answers=ChangeSection, status=403):
    """The event is another organiser's; `reason` is foreign_event."""

    reason: str = "foreign_event"


class SectionChangeInvalid(Unchanged, OfChange, Event, answers=ChangeSection, status=422):
    """The section stays as it is; `faults` says by JSON pointers where what was asked for is wrong."""

    faults: tuple[tuple[str, str], ...]


class SeatsReleased(Counted, Basket, OfBooking, Event):
    """What the booking held is on sale again."""

    stock_seq: int


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


class TicketAdmitted(Unchanged, OfTicket, Event, answers=AdmitTicket, status=201, carries=("gate",)):
    """Somebody came in by the ticket. Nobody else does, unless this is taken back."""

    place: str
    """The seat, or the type and number of a place without one."""
    gate: str
    admitted_at: datetime
    turn: int
    """Of the ticket's admissions and of those that were taken back: 1, 2, and so on."""


class AdmissionTakenBack(Unchanged, OfTicket, Event, answers=TakeBackAdmission, carries=("place", "gate")):
    """The ticket is as if it had not been shown at `gate`, and lets somebody in again."""

    place: str
    gate: str
    turn: int


ADMITTING = (AdmitTicket, TakeBackAdmission)


class AdmissionRefused(Unchanged, OfTicket, Event, answers=ADMITTING, status=409):
    """Nothing changed; `reason` is event_cancelled, void, already_admitted or not_admitted.

    Of a ticket by which somebody is in, it tells where and when that was.
    """

    reason: str
    gate: str = ""
    admitted_at: datetime | None = None


class AdmissionForbidden(Unchanged, OfTicket, Event, answers=ADMITTING, status=403):
    """It is not for who asked to let people in there; `reason` is foreign_event."""

    reason: str = "foreign_event"


class StockOpened(OfEvent, Event):
    """The event can be sold: the first word of its sale."""

    capacity: int
    stock_seq: int


class StockSoldOut(OfEvent, Event):
    """The last place was taken: none of the event can be had any more."""

    stock_seq: int


class StockBack(OfEvent, Event):
    """The first place came back to an event of which none could be had."""

    stock_seq: int


class StockClosed(OfEvent, Event):
    """Nothing of the event will be held any more."""

    stock_seq: int


class TicketKeyPublished(OfTicketKeys, Event, answers=PublishTicketKey):
    """Tickets are signed with it. Keys before it go on to prove the tickets that they signed."""

    kid: str
    public: str
    """The 32 bytes of an Ed25519 key in base64url."""

"""Places that the organiser keeps from the sale."""

from contracts.base import Choice, Command, Event
from contracts.catalog import ByOrganiser
from contracts.inventory.about import Counted, OfBlock, Unchanged


class BlockSeats(Choice, ByOrganiser, OfBlock, Command, carries=("reason",)):
    """Keep these seats, or so many places of a type, from the sale, all or none. Its id is chosen by who asks."""

    reason: str
    """For the organiser; no buyer is told."""


class UnblockSeats(ByOrganiser, OfBlock, Command):
    """All that was blocked is for sale again."""


class UnblockSomeSeats(Choice, ByOrganiser, OfBlock, Command):
    """These seats of the block, or so many of its places, are for sale again; the others stay blocked."""


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

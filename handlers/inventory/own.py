"""What inventory says to itself."""

from choreography.vocabulary import Own
from contracts.base import Basket, Choice, OfBooking
from contracts.inventory import OfBlock, OfChange
from contracts.prices import Discount
from contracts.seating import Layout


class PickSeats(Basket, OfBooking, Own, carries=("complimentary", "discount")):
    """The best seats together are to be picked for the booking: in `section`, as things stood."""

    attempt: int
    section: str
    complimentary: bool = False
    discount: Discount | None = None
    others: bool = False
    """Where there are none together any more, seats apart will do."""


class PickOthers(Basket, OfBooking, Own, carries=("complimentary", "discount")):
    """For each of the seats, which are gone, another of its ticket type is to be picked, side by side or not."""

    attempt: int
    kinds: tuple[str, ...]
    """The ticket type of each of the seats, in their order."""
    among: tuple[str, ...]
    """The sections of these types."""
    complimentary: bool = False
    discount: Discount | None = None


class TakeSeats(Basket, OfBooking, Own, carries=("complimentary", "discount")):
    """These seats are to be held for the booking; `picked` ones are marked as taken, for it."""

    attempt: int
    picked: bool
    complimentary: bool = False
    discount: Discount | None = None
    others: bool = False
    """Where they are gone, the best of their ticket type will do."""


class ReleaseSeats(Basket, OfBooking, Own):
    """The booking is over, and has seats that whoever ended it did not know of."""


class FreeBlock(Choice, OfBlock, Own):
    """The block is to end: it told which seats are to be looked at."""


class ReplanSection(Layout, OfChange, Own):
    """The section is to have these seats: `leaving` are to be looked at, for it had them when it was asked."""

    leaving: tuple[str, ...]

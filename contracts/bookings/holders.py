"""Who comes with each ticket."""

from typing import Annotated

from pydantic import Field

from contracts.base import TICKETS_AT_MOST, Command, Event, OfBooking
from contracts.bookings.about import ByOrganiserOf, OfSeats
from contracts.sealed import Sealed

Names = Annotated[tuple[Sealed | None, ...], Field(max_length=TICKETS_AT_MOST)]
"""Of each ticket of a booking, in their order; None where nobody is named. Sealed for the booking's buyer."""


class NameHolders(ByOrganiserOf, Command):
    """Who comes with each ticket; a booking's buyer may say it, too. These names take the place of all before."""

    names: Names


class HoldersNamed(OfSeats, OfBooking, Event, answers=NameHolders):
    """Who comes with each ticket; `edit` counts how often that was said."""

    names: tuple[Sealed | None, ...]
    edit: int


class HoldersNotNamed(OfSeats, OfBooking, Event, answers=NameHolders, status=409):
    """The names stay as they are; `reason` is no_tickets or other_count."""

    reason: str

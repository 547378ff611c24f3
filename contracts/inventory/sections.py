"""The plan of an event that is sold is changed."""

from contracts.base import Command, Event
from contracts.catalog import ByOrganiser
from contracts.inventory.about import Counted, OfChange, Unchanged
from contracts.seating import Layout


class ChangeSection(Layout, ByOrganiser, OfChange, Command):
    """The section is to have these seats, and no others. What they are sold as, and for how much, stays as it is.

    One that is new costs what its ticket type does.
    """

    ticket_type: str = ""
    """What a section that is new is sold as; may be left out of one that is there."""


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

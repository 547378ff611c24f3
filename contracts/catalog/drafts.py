"""Events that nobody but their organiser sees."""

from contracts.base import Command, Event, OfEvent
from contracts.catalog.about import ByOrganiser, Details
from contracts.seating import Seating


class CreateEvent(Details, OfEvent, Command):
    """An organiser drafts an event; its id is chosen by who asks."""


class EventCreated(Details, OfEvent, Event, answers=CreateEvent, status=201):
    """The event is a draft, seen by its organiser alone."""


class AddSection(Seating, ByOrganiser, OfEvent, Command):
    """One more section for a drafted event: at most 200 sections, each at most 500 seats and 64 KiB."""


class SectionAdded(Seating, OfEvent, Event, answers=AddSection, status=201):
    """The draft has one more section; `price` is that of its ticket type."""

    price: int


class DeleteEvent(ByOrganiser, OfEvent, Command):
    """Throw the draft away."""


class EventDeleted(OfEvent, Event, answers=DeleteEvent, status=200):
    """The draft is gone; its id is not used again."""

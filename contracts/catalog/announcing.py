"""A word to all who have tickets."""

from contracts.base import Command, Event, OfEvent
from contracts.catalog.about import ByOrganiser


class MakeAnnouncement(ByOrganiser, OfEvent, Command):
    """The organiser has something to say to all who have tickets: plain text, once a day."""

    text: str


class AnnouncementMade(OfEvent, Event, answers=MakeAnnouncement, status=201):
    """Whoever has tickets is told this. `number` counts the event's announcements."""

    number: int
    text: str

"""An event goes on sale."""

from datetime import datetime

from contracts.base import Command, Event, OfEvent
from contracts.catalog.about import ByOrganiser
from contracts.catalog.offer import Offer
from contracts.seating import Seating


class PublishEvent(ByOrganiser, OfEvent, Command):
    """Put the drafted event on sale, as it stands."""


class EventPublished(Offer, OfEvent, Event, carries=("organiser_id",), answers=PublishEvent, status=200):
    """The event is on sale from `sale_opens` on; its seating sections follow, each in a message of its own."""

    capacity: int
    """Seats of all sections and places of all types together, of types that share a quota as many as it allows."""
    organiser_id: str = ""
    """Empty in those of before it was said."""
    room: int = 0
    """So many places it may ever have; 0 in those of before it was said: no more than its capacity."""
    starts_at: datetime | None = None


class SectionPublished(Seating, OfEvent, Event, carries=("price",)):
    """One section of an event that is on sale."""

    price: int

"""What several of its messages are about."""

from datetime import datetime

from pydantic import Field

from contracts.base import Message
from contracts.catalog.offer import Offer
from contracts.rights import MemberRole


class Details(Offer, carries=("organiser_id", "description", "category", "place", "venue_id", "starts_at", "ends_at")):
    """All that an organiser says of an event."""

    organiser_id: str
    description: str = ""
    category: str = ""
    place: str = ""
    venue_id: str = ""
    """The venue: nobody else is there at the time, and no more people than it holds, if it was created before."""
    starts_at: datetime
    ends_at: datetime


class Housed(Message):
    """What the venue has just said of itself, to an event that has not been there until now, or has a new date."""

    room: int = 0
    """So many places the event may ever have from now on; 0: as many as before."""
    hall: str = ""
    """The venue's name; empty where it was not asked, or nobody created it."""


class ByOrganiser(Message, carries=("organiser_id",)):
    """Who asks, as the edge read it from the access token; an operator may do what the organiser may."""

    organiser_id: str
    by_operator: bool = False
    roles: dict[str, MemberRole] = Field(default_factory=dict)
    """What the asker is as a member, by organisation, as the edge looked it up."""

"""Venues."""

from contracts.base import Command, Event, Message


class OfVenue(Message, key="venue_id", carries=("venue_id",)):
    """About one venue."""

    venue_id: str


class Hall(Message, carries=("organiser_id", "name", "place", "capacity")):
    """A venue's own facts; `capacity` is how many people it may hold, `place` its address."""

    organiser_id: str
    name: str
    place: str = ""
    capacity: int


class CreateVenue(Hall, OfVenue, Command):
    """An organiser adds a venue; its id is chosen by who asks."""


class VenueCreated(Hall, OfVenue, Event, answers=CreateVenue, status=201):
    """The venue is known."""


class VenueRefused(OfVenue, Event, answers=CreateVenue, status=409):
    """Nothing was created; `reason` is exists."""

    reason: str


class VenueInvalid(OfVenue, Event, answers=CreateVenue, status=422):
    """Nothing was created; `reason` names the field that breaks a limit."""

    reason: str

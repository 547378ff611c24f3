"""An event is not as it was."""

from datetime import datetime, timedelta

from contracts.base import Command, Event, OfEvent
from contracts.catalog.about import ByOrganiser, Details, Housed
from contracts.catalog.kinds import AddOn, Quota, TicketType
from contracts.catalog.offer import Queueing
from contracts.prices import Terms


class ChangeEvent(ByOrganiser, OfEvent, Command):
    """Change the fields that `changed` names, and no others; of an event that is no draft, only what is not sold.

    That is name, description, category, place, venue_id, starts_at and ends_at.
    """

    changed: tuple[str, ...]
    name: str | None = None
    description: str | None = None
    category: str | None = None
    place: str | None = None
    venue_id: str | None = None
    starts_at: datetime | None = None
    ends_at: datetime | None = None
    currency: str | None = None
    ticket_types: tuple[TicketType, ...] | None = None
    quotas: tuple[Quota, ...] | None = None
    add_ons: tuple[AddOn, ...] | None = None
    sale_opens: datetime | None = None
    sale_closes: datetime | None = None
    hold_for: timedelta | None = None
    queue: Queueing | None = None
    no_single_seats: bool | None = None
    cancel_before: timedelta | None = None
    offline_for: timedelta | None = None
    terms: Terms | None = None


class ChangeQueueRate(ByOrganiser, OfEvent, Command):
    """Grant more turns a minute, or fewer, from now on; also while the queue moves."""

    per_minute: int


class EventChanged(Housed, Details, OfEvent, Event, answers=(ChangeEvent, ChangeQueueRate), status=200):
    """The event as it is from now on; `changed` names the fields that are not as they were."""

    changed: tuple[str, ...]

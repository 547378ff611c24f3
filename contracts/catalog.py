"""Catalog: venues, events and their ticket types, and the life of an event."""

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import datetime, timedelta

from pydantic import BaseModel, ConfigDict, Field

from contracts.base import TICKETS_AT_MOST, Command, Event, Message, OfEvent
from contracts.prices import Terms
from contracts.rights import MemberRole
from contracts.seating import Seating

NO_BOUND = 1_000_000_000
"""The room of an event where no venue says how many people it holds."""


class TicketType(BaseModel):
    """What can be bought: seats of the sections that name it, or a general-admission quantity."""

    model_config = ConfigDict(frozen=True)

    name: str
    price: int
    """In the event's currency, minor unit; 0 is free."""
    capacity: int = 0
    """Places of general admission; 0 where the type is sold by seat."""
    min_per_order: int = 1
    max_per_order: int = TICKETS_AT_MOST
    max_per_buyer: int = 0
    """Of the event's tickets of this type, over all orders of one buyer; 0 where there is no such limit."""
    opens: datetime | None = None
    """From when on the type is sold, within the sale; None: all the time."""
    closes: datetime | None = None

    @property
    def ruled(self) -> bool:
        """Is there anything that an order must obey?"""
        orders = self.min_per_order > 1 or self.max_per_order < TICKETS_AT_MOST
        return orders or bool(self.max_per_buyer or self.opens or self.closes)


class AddOn(BaseModel):
    """What is sold along with tickets, and is no place: parking, a programme, a meal."""

    model_config = ConfigDict(frozen=True)

    name: str
    """No ticket type has it."""
    price: int
    """In the event's currency, minor unit; taxed as tickets are, without a fee."""
    capacity: int
    per_ticket: int = 0
    """At most so many for each ticket of the booking; 0 where there is no such limit."""


class Quota(BaseModel):
    """A pool that ticket types and add-ons share: each one of them takes one of it, as long as there are any."""

    model_config = ConfigDict(frozen=True)

    name: str
    size: int
    ticket_types: tuple[str, ...]
    """Of general admission; a type may be in several quotas, and keeps its own capacity..."""
    add_ons: tuple[str, ...] = Field((), exclude_if=lambda add_ons: not add_ons)
    """...and so does an add-on. Left out where there are none."""


class Queueing(BaseModel):
    """The event has a queue: who has a turn may book, nobody else."""

    model_config = ConfigDict(frozen=True)

    opens: datetime
    """From when on one may join; who joins before the sale opens is drawn at random, later ones come in order."""
    per_minute: int
    """Turns granted a minute, while there are seats: 1 to 60,000."""
    turn_for: timedelta = timedelta(minutes=5)
    """How long a turn waits for its booking: 30 seconds to 1 hour."""
    at_most: int = 200_000
    """Places that may wait at once; at most 1,000,000."""


OFFERED = (
    "name", "currency", "ticket_types", "quotas", "sale_opens", "sale_closes", "hold_for", "queue", "no_single_seats",
    "cancel_before", "offline_for", "terms", "add_ons",
)  # fmt: skip


class Offer(Message, carries=OFFERED):
    """What is sold, and when. The sale closes when the event starts, at latest."""

    name: str
    currency: str
    """Three capitals, as in ISO 4217."""
    ticket_types: tuple[TicketType, ...]
    """At most 100."""
    quotas: tuple[Quota, ...] = ()
    """At most 20, which name at most 200 types and add-ons together."""
    add_ons: tuple[AddOn, ...] = ()
    """At most 50."""
    sale_opens: datetime
    sale_closes: datetime
    hold_for: timedelta = timedelta(minutes=10)
    """How long a booking may hold its seats before it is paid: 1 minute to 24 hours."""
    queue: Queueing | None = None
    no_single_seats: bool = False
    """Who names seats may not leave a free one without a free neighbour, where there is another way."""
    cancel_before: timedelta | None = None
    """A buyer may cancel what is paid, for all of the money, until so long before the start; None: at any time."""
    offline_for: timedelta | None = None
    """How long who pays another way than through the provider has for it, 1 minute to 60 days; None: nobody may."""
    terms: Terms = Terms()


def places(kinds: Iterable[TicketType], quotas: Sequence[Quota]) -> int:
    """The places of general admission: no more can be sold, and where no type is in two quotas all of them can.

    Each type is counted in the smallest of its quotas.
    """
    wanted = Counter[Quota | None]()
    for kind in kinds:
        mine = [quota for quota in quotas if kind.name in quota.ticket_types]
        wanted[min(mine, key=lambda quota: quota.size, default=None)] += kind.capacity
    return sum(min(count, quota.size) if quota else count for quota, count in wanted.items())


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


class ByOrganiser(Message, carries=("organiser_id",)):
    """Who asks, as the edge read it from the access token; an operator may do what the organiser may."""

    organiser_id: str
    by_operator: bool = False
    roles: dict[str, MemberRole] = Field(default_factory=dict)
    """What the asker is as a member, by organisation, as the edge looked it up."""


class OfVenue(Message, key="venue_id", carries=("venue_id",)):
    """About one venue."""

    venue_id: str


class OfSlot(OfVenue, key="venue_id", subject="event_id", carries=("event_id", "attempt")):
    """About one event's time at a venue, in the venue's partition."""

    event_id: str
    attempt: int
    """Raised with each question; it comes back in the answer."""


class Hall(Message, carries=("organiser_id", "name", "place", "capacity")):
    """A venue's own facts; `capacity` is how many people it may hold, `place` its address."""

    organiser_id: str
    name: str
    place: str = ""
    capacity: int


class CreateVenue(Hall, OfVenue, Command):
    """An organiser adds a venue; its id is chosen by who asks."""


class CreateEvent(Details, OfEvent, Command):
    """An organiser drafts an event; its id is chosen by who asks."""


class AddSection(Seating, ByOrganiser, OfEvent, Command):
    """One more section for a drafted event: at most 200 sections, each at most 500 seats and 64 KiB."""


class OfPlan(OfEvent, carries=("plan_id", "sections")):
    """Some sections of one plan, in their order."""

    plan_id: str
    sections: tuple[Seating, ...] = ()


class StagePlan(OfPlan, ByOrganiser, OfEvent, Command):
    """A part of a plan that is too large for one message: it waits for the others, and is answered with them."""

    part: str
    """The plan's id, a slash, and the part's number in four digits: its place among the parts."""


class ImportPlan(OfPlan, ByOrganiser, OfEvent, Command):
    """The draft's seating plan, or the last part of it after `staged` others: all of it takes the old one's place."""

    staged: int = 0

    @property
    def start(self) -> str:
        """Behind which all sections stand."""
        return ""


class PublishEvent(ByOrganiser, OfEvent, Command):
    """Put the drafted event on sale, as it stands."""


class ChangeEvent(ByOrganiser, OfEvent, Command):
    """Change the fields that `changed` names, and no others; of an event that is no draft, only what is not sold.

    That is name, description, category, place, starts_at and ends_at.
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


class PostponeEvent(ByOrganiser, OfEvent, Command):
    """The event will take place later, nobody knows when: what is sold stays sold, and no more is."""

    reason: str = ""


class RescheduleEvent(ByOrganiser, OfEvent, Command):
    """The postponed event has a new date, and is on sale again until `sale_closes`."""

    starts_at: datetime
    ends_at: datetime
    sale_closes: datetime


class CancelEvent(ByOrganiser, OfEvent, Command):
    """Call the event off: every booking is cancelled, and what was paid goes back."""

    reason: str = ""


class MakeAnnouncement(ByOrganiser, OfEvent, Command):
    """The organiser has something to say to all who have tickets: plain text, once a day."""

    text: str


class DeleteEvent(ByOrganiser, OfEvent, Command):
    """Throw the draft away."""


class OfOrganiser(Message, key="organiser_id", carries=("organiser_id",)):
    """About one organiser, and all that they sell."""

    organiser_id: str


class ByStaff(OfOrganiser, carries=("operator_id", "reason")):
    """What an operator decided, and why."""

    operator_id: str
    reason: str = ""


class VerifyOrganiser(ByStaff, Command):
    """An operator has seen who the organiser is."""


class SuspendOrganiser(ByStaff, Command):
    """Nothing of the organiser's is sold any more, and nothing is paid out, until they are reinstated."""


class ReinstateOrganiser(ByStaff, Command):
    """The organiser sells again."""


class VenueCreated(Hall, OfVenue, Event, answers=CreateVenue, status=201):
    """The venue is known."""


class VenueRefused(OfVenue, Event, answers=CreateVenue, status=409):
    """Nothing was created; `reason` is exists."""

    reason: str


class VenueInvalid(OfVenue, Event, answers=CreateVenue, status=422):
    """Nothing was created; `reason` names the field that breaks a limit."""

    reason: str


class EventCreated(Details, OfEvent, Event, answers=CreateEvent, status=201):
    """The event is a draft, seen by its organiser alone."""


class SectionAdded(Seating, OfEvent, Event, answers=AddSection, status=201):
    """The draft has one more section; `price` is that of its ticket type."""

    price: int


class PlanImported(OfEvent, Event, carries=("plan_id",), answers=(StagePlan, ImportPlan), status=200):
    """The draft has this plan and no other; its sections follow, each as one that was added."""

    plan_id: str
    sections: int
    seats: int


class PlanInvalid(OfEvent, Event, carries=("plan_id",), answers=(StagePlan, ImportPlan), status=422):
    """The draft keeps its plan; `faults` says by JSON pointers where the document is wrong, the first hundred."""

    plan_id: str
    faults: tuple[tuple[str, str], ...]
    """Each the pointer, and what is wrong there."""


class SlotAsked(OfSlot, Event):
    """May the event have the venue at this time, for so many people?"""

    starts_at: datetime
    ends_at: datetime
    capacity: int


class SlotGivenUp(OfSlot, Event):
    """The event does not need the venue any more."""


class SlotGranted(OfEvent, Event, carries=("attempt",)):
    """The venue is the event's for the time that it asked for; an earlier time is free again."""

    attempt: int
    room: int = 0
    """How many people the venue holds; 0 in those of before it was said."""


class SlotRefused(OfEvent, Event, carries=("attempt",)):
    """The event does not get the time; `reason` is venue_taken, venue_full or over_capacity."""

    attempt: int
    reason: str


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


class EventChanged(Details, OfEvent, Event, answers=ChangeEvent, status=200):
    """The event as it is from now on; `changed` names the fields that are not as they were."""

    changed: tuple[str, ...]


class EventSoldOut(OfEvent, Event):
    """No place can be had any more."""

    stock_seq: int


class EventBackOnSale(OfEvent, Event):
    """The event was sold out, and places came back."""

    stock_seq: int


class EventPostponed(OfEvent, Event, answers=PostponeEvent, status=200):
    """Until it has a new date nothing more is sold; what is sold stays sold."""

    reason: str = ""


class EventRescheduled(Details, OfEvent, Event, answers=RescheduleEvent, status=200):
    """The event has a new date, and is on sale again."""


class EventEnded(OfEvent, Event):
    """The event is over."""


class EventCancelled(OfEvent, Event, answers=CancelEvent, status=200):
    """The event will not take place: bookings are cancelled, money goes back. One that was a draft has none."""

    reason: str = ""


class AnnouncementMade(OfEvent, Event, answers=MakeAnnouncement, status=201):
    """Whoever has tickets is told this. `number` counts the event's announcements."""

    number: int
    text: str


class EventDeleted(OfEvent, Event, answers=DeleteEvent, status=200):
    """The draft is gone; its id is not used again."""


PLANNING = (StagePlan, ImportPlan)
MOVING = (PublishEvent, PostponeEvent, RescheduleEvent, CancelEvent, DeleteEvent)
"""The commands that lead the event through its life."""
REFUSABLE = (CreateEvent, AddSection, *PLANNING, ChangeEvent, *MOVING, MakeAnnouncement)


class EventRefused(OfEvent, Event, answers=REFUSABLE, status=409):
    """The event is not in a state for that.

    `reason` is exists, illegal_move, not_a_draft, section_exists, too_many_sections, has_sections, nothing_to_sell,
    venue_asked, venue_taken, venue_full, plan_incomplete, nobody_to_tell or announced_today.
    """

    reason: str


class EventForbidden(OfEvent, Event, answers=REFUSABLE[1:], status=403):
    """The event is another organiser's; `reason` is foreign_event."""

    reason: str = "foreign_event"


class EventInvalid(
    OfEvent, Event, answers=(CreateEvent, AddSection, ChangeEvent, PublishEvent, RescheduleEvent), status=422
):
    """What was asked for breaks a limit; `reason` names the field that does."""

    reason: str


class Decided(ByStaff, carries=("verified", "suspended", "turn")):
    """All that operators have decided of the organiser up to now; `turn` counts it."""

    verified: bool
    suspended: bool
    turn: int


class OrganiserVerified(Decided, Event, answers=VerifyOrganiser, status=200):
    """An operator knows who the organiser is."""


class OrganiserSuspended(Decided, Event, answers=SuspendOrganiser, status=200):
    """The sales of all of the organiser's events are being suspended."""


class OrganiserReinstated(Decided, Event, answers=ReinstateOrganiser, status=200):
    """The organiser's events that are on sale sell again."""


class OrganiserRefused(OfOrganiser, Event, answers=(VerifyOrganiser, SuspendOrganiser, ReinstateOrganiser), status=409):
    """It is so already; `reason` is already_verified, already_suspended or not_suspended."""

    reason: str


class EventListed(OfOrganiser, Event, key="organiser_id", subject="event_id", carries=("event_id",)):
    """The event is among those that its organiser sells."""

    event_id: str


class SalesSuspended(OfEvent, Event):
    """The organiser is suspended: nothing more is sold; what is held may be paid. `turn` counts up with each word."""

    turn: int


class SalesReinstated(OfEvent, Event):
    """The organiser is suspended no more. It has taken the place of whatever had a smaller `turn`."""

    turn: int

"""Why something is not done with an event."""

from contracts.base import Event, OfEvent
from contracts.catalog.announcing import MakeAnnouncement
from contracts.catalog.changing import ChangeEvent, ChangeQueueRate
from contracts.catalog.drafts import AddSection, CreateEvent, DeleteEvent
from contracts.catalog.life import CancelEvent, PostponeEvent, RescheduleEvent
from contracts.catalog.plans import ImportPlan, StagePlan
from contracts.catalog.publishing import PublishEvent

PLANNING = (StagePlan, ImportPlan)
MOVING = (PublishEvent, PostponeEvent, RescheduleEvent, CancelEvent, DeleteEvent)
"""The commands that lead the event through its life."""
REFUSABLE = (CreateEvent, AddSection, *PLANNING, ChangeEvent, *MOVING, MakeAnnouncement, ChangeQueueRate)

LIMITED = (CreateEvent, AddSection, ChangeEvent, PublishEvent, RescheduleEvent, ChangeQueueRate)
"""Those whose fields have limits that catalog alone judges."""


class EventRefused(OfEvent, Event, answers=REFUSABLE, status=409):
    """The event is not in a state for that.

    `reason` is exists, illegal_move, not_a_draft, section_exists, too_many_sections, has_sections, nothing_to_sell,
    venue_asked, venue_taken, venue_full, plan_incomplete, nobody_to_tell, announced_today or no_queue.
    """

    reason: str


class EventForbidden(OfEvent, Event, answers=REFUSABLE[1:], status=403):
    """The event is another organiser's; `reason` is foreign_event."""

    reason: str = "foreign_event"


class EventInvalid(OfEvent, Event, answers=LIMITED, status=422):
    """What was asked for breaks a limit; `reason` names the field that does."""

    reason: str

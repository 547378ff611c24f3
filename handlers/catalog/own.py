"""What catalog says to itself."""

from datetime import datetime

from choreography.vocabulary import Own
from contracts.base import OfEvent
from contracts.catalog import OfOrganiser


class PublishSectionsAfter(OfEvent, Own):
    """The event is on sale: go on with its sections, those behind `after`."""

    after: str = ""


class ForgetPlan(OfEvent, Own):
    """The parts of this plan wait in vain: another was begun."""

    plan_id: str


class EndEvent(OfEvent, Own):
    """The end for which it was set has come."""

    ends_at: datetime


class FollowStock(OfEvent, Own):
    """The event is on sale again: it may have been sold out before, or since."""


class TellSalesAfter(OfOrganiser, Own):
    """The organiser was suspended, or reinstated: go on with what they sell, behind `after`."""

    after: str = ""

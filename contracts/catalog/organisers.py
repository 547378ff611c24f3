"""What operators decide of organisers, and what follows for their events."""

from contracts.base import Command, Event, Message, OfEvent


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

"""A draft's whole seating plan."""

from contracts.base import Command, Event, OfEvent
from contracts.catalog.about import ByOrganiser
from contracts.seating import Seating


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

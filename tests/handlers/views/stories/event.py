"""The event is called off, put off, moved, or planned anew."""

from datetime import timedelta
from typing import Any

from choreography.testing import START
from contracts.bookings import (
    CancelBooking,
)
from contracts.catalog import (
    CancelEvent,
    ChangeEvent,
    PostponeEvent,
    RescheduleEvent,
)
from contracts.inventory import ChangeSection
from tests.handlers.views.mesh import Mesh
from tests.handlers.views.stories.bought import bought
from tests.handlers.views.stories.verbs import ask, refund, who


def called_off(mesh: Mesh) -> None:
    bought(mesh)
    ask(mesh, "b2", standing=1)
    mesh.say(CancelEvent(event_id="e1", organiser_id="olga", reason="rain"))
    refund(mesh, "b1")


def change(mesh: Mesh, **fields: Any) -> None:
    mesh.say(ChangeEvent(event_id="e1", organiser_id="olga", changed=tuple(fields), **fields))


def put_off(mesh: Mesh) -> None:
    """Sold out, though a type has a place, then postponed, then given another date, still sold out, and then not."""
    change(mesh, name="Gala", place="Harbour")
    ask(mesh, "b1", "stalls-A1", "stalls-A2", "balcony-A1", "balcony-A2")
    ask(mesh, "b2", standing=3)
    ask(mesh, "b3", free=1)
    mesh.say(PostponeEvent(event_id="e1", organiser_id="olga", reason="storm"))
    later = START + timedelta(days=9)
    date = {"starts_at": later, "ends_at": later + timedelta(days=1), "sale_closes": later}
    mesh.say(RescheduleEvent(event_id="e1", organiser_id="olga", **date))
    mesh.say(CancelBooking(**who("b3")))
    change(mesh, description="Louder")


def planned_anew(mesh: Mesh) -> None:
    """A section gets more seats, of which some leave again; another is refused, for its seat is held; one is new."""
    ask(mesh, "b1", "balcony-A2")
    who = {"event_id": "e1", "organiser_id": "olga"}
    mesh.say(ChangeSection(**who, change_id="c1", section="stalls", rows={"A": 4, "B": 1}))
    ask(mesh, "b2", "stalls-B1")
    mesh.say(ChangeSection(**who, change_id="c2", section="balcony", rows={"A": 1}))
    mesh.say(ChangeSection(**who, change_id="c3", section="stalls", rows={"A": 1, "B": 2}))
    mesh.say(ChangeSection(**who, change_id="c4", section="boxes", ticket_type="seated", rows={"A": 2}))
    mesh.say(ChangeSection(**who, change_id="c5", section="pit", ticket_type="seated", rows={"A": 2}))
    ask(mesh, "b3", "pit-A1", "boxes-A2")


def moved_twice(mesh: Mesh) -> None:
    """Each change is told to who has a booking then."""
    bought(mesh)
    change(mesh, place="Harbour")
    ask(mesh, "b2", free=1)
    change(mesh, starts_at=START + timedelta(days=2, hours=1))
    mesh.passes(timedelta())

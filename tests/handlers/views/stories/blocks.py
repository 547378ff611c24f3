"""Places that are kept from the sale."""

from typing import Any

from contracts.bookings import (
    CancelBooking,
)
from contracts.inventory import BlockSeats, UnblockSeats, UnblockSomeSeats
from tests.handlers.views.mesh import Mesh
from tests.handlers.views.stories.verbs import ask, who


def keep(mesh: Mesh, id_: str, *seats: str, standing: int = 0) -> None:
    kind: dict[str, Any] = {"ticket_type": "standing", "quantity": standing} if standing else {}
    mesh.say(BlockSeats(event_id="e1", organiser_id="olga", block_id=id_, seats=seats, reason="sound", **kind))


def kept_back(mesh: Mesh) -> None:
    """A seat is held, given back, blocked, unblocked and held again; another stays blocked, as does a place."""
    ask(mesh, "b1", "stalls-A1")
    mesh.say(CancelBooking(**who("b1")))
    keep(mesh, "k1", "stalls-A1", "balcony-A1")
    keep(mesh, "k2", standing=1)
    keep(mesh, "k3", "stalls-A2")
    mesh.say(UnblockSeats(event_id="e1", organiser_id="olga", block_id="k1"))
    ask(mesh, "b2", "stalls-A1")


def kept_in_parts(mesh: Mesh) -> None:
    """Of a block over two sections one seat after another is on sale again, of another some, and then all."""
    who = {"event_id": "e1", "organiser_id": "olga"}
    keep(mesh, "k1", "stalls-A1", "stalls-A2", "balcony-A1", "balcony-A2")
    mesh.say(UnblockSomeSeats(**who, block_id="k1", seats=("stalls-A1", "stalls-A2")))
    mesh.say(UnblockSomeSeats(**who, block_id="k1", seats=("balcony-A1",)))
    ask(mesh, "b1", "stalls-A1")
    keep(mesh, "k2", standing=3)
    mesh.say(UnblockSomeSeats(**who, block_id="k2", ticket_type="standing", quantity=2))
    keep(mesh, "k3", "stalls-A2", "balcony-A1")
    mesh.say(UnblockSomeSeats(**who, block_id="k3", seats=("stalls-A2",)))
    mesh.say(UnblockSeats(**who, block_id="k3"))

"""What several types share, what goes along, and codes."""

from typing import Any

from contracts.bookings import (
    CancelBooking,
    RequestBooking,
)
from contracts.inventory import ReissueTickets
from contracts.promotions import PromotionCreated, PromotionDeactivated, PromotionUsed
from tests.handlers.views.mesh import Mesh
from tests.handlers.views.stories.verbs import ask, decline, give_up, pay, require, who


def shared(mesh: Mesh) -> None:
    """Of the four places of two types that share them one is given back, one is refused, and one is void."""
    ask(mesh, "b1", standing=2)
    ask(mesh, "b2", free=2)
    ask(mesh, "b3", standing=1)
    decline(mesh, "b1")
    mesh.say(CancelBooking(**who("b2")))
    ask(mesh, "b4", standing=3)


def along(mesh: Mesh) -> None:
    """Add-ons are bought, given back, refused, and stay when one of two tickets goes."""

    def asks(booking: str, standing: int, **add_ons: int) -> None:
        what: dict[str, Any] = {"ticket_type": "standing", "quantity": standing, "add_ons": add_ons}
        mesh.say(RequestBooking(**who(booking), **what))
        require(mesh, booking)

    asks("b1", 2, parking=1, programme=2)
    pay(mesh, "b1")
    asks("b2", 1, parking=1)
    mesh.say(CancelBooking(**who("b2")))
    asks("b3", 1, parking=2)
    asks("b4", 1, programme=1)
    give_up(mesh, "b1", 1)
    mesh.say(ReissueTickets(**who("b1")))


def with_codes(mesh: Mesh) -> None:
    """A code is given out, had twice, given back once, and ended."""
    for version, uses in ((2, 1), (3, 2), (4, 1)):
        mesh.say(PromotionUsed(promotion_id="p1", uses=uses), version=version)
    mesh.say(PromotionDeactivated(promotion_id="p1"), version=5)
    mesh.say(PromotionCreated(promotion_id="p1", organiser_id="olga", code="SPRING", percent=1_000), version=1)

"""Money that comes late."""

from datetime import timedelta

from contracts.bookings import (
    AcceptOffer,
)
from tests.handlers.views.mesh import Mesh
from tests.handlers.views.stories.verbs import HOLD, ask, pay, refund, require, who


def paid_late_and_got_it(mesh: Mesh) -> None:
    ask(mesh, "b1", "stalls-A1")
    require(mesh, "b1")
    mesh.passes(HOLD)
    pay(mesh, "b1")


def paid_late_and_had_an_offer(mesh: Mesh) -> None:
    ask(mesh, "b1", "stalls-A1")
    require(mesh, "b1")
    mesh.passes(HOLD)
    ask(mesh, "b2", "stalls-A1")
    pay(mesh, "b1")


def paid_late_and_was_offered_seats_apart(mesh: Mesh) -> None:
    ask(mesh, "b1", "stalls-A1", "balcony-A1")
    require(mesh, "b1")
    mesh.passes(HOLD)
    ask(mesh, "b2", "stalls-A1", "balcony-A1")
    pay(mesh, "b1")


def paid_late_and_took_others(mesh: Mesh) -> None:
    paid_late_and_had_an_offer(mesh)
    mesh.say(AcceptOffer(**who("b1")))


def paid_late_and_lost_it(mesh: Mesh) -> None:
    paid_late_and_had_an_offer(mesh)
    mesh.passes(timedelta(minutes=15))
    refund(mesh, "b1")

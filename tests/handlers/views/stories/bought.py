"""Bookings that are paid, and what becomes of them."""

from contracts.bookings import (
    CancelBooking,
    GiveBooking,
    MarkPaid,
    NameHolders,
    RefundBooking,
    RequestBooking,
)
from contracts.inventory import ReissueTickets
from contracts.payments import (
    PaymentRefunded,
    PaymentSettling,
    RefundFailed,
)
from contracts.sealed import Sealed
from tests.handlers.views.mesh import Mesh
from tests.handlers.views.stories.verbs import HOLD, ask, best, give_up, pay, refund, require, who


def bought(mesh: Mesh) -> None:
    ask(mesh, "b1", "stalls-A1", "balcony-A2")
    require(mesh, "b1")
    pay(mesh, "b1")


def bought_and_given_back(mesh: Mesh) -> None:
    bought(mesh)
    mesh.say(CancelBooking(**who("b1")))
    refund(mesh, "b1")


def wanted_more_back(mesh: Mesh) -> None:
    bought(mesh)
    mesh.say(CancelBooking(**who("b1"), refund=99_999))


def given_back_in_parts(mesh: Mesh) -> None:
    """The second part fails, and the booking is cancelled then."""
    bought(mesh)
    for n, amount in enumerate((1_000, 500), 1):
        mesh.say(RefundBooking(event_id="e1", booking_id="e1-b1", asker_id="olga", amount=amount))
        money = {"provider_id": "pi_b1", "price": amount, "currency": "EUR", "refund_id": str(n), "total": 1_000}
        mesh.say(PaymentRefunded(**who("b1"), **money), version=2 + n) if n == 1 else None
    mesh.say(RefundFailed(**who("b1"), **money, reason="expired_card"), version=4)
    mesh.say(CancelBooking(**who("b1")))
    rest = {"provider_id": "pi_b1", "price": 8_500, "currency": "EUR", "total": 9_500}
    mesh.say(PaymentRefunded(**who("b1"), **rest), version=5)


def given_up_one_by_one(mesh: Mesh) -> None:
    """A seat is another's before the others have other tickets, and are cancelled; of two places to stand one goes."""
    ask(mesh, "b1", "stalls-A1", "balcony-A2", "balcony-A1")
    require(mesh, "b1")
    pay(mesh, "b1")
    give_up(mesh, "b1", 2)
    ask(mesh, "b2", "balcony-A2")
    mesh.say(ReissueTickets(**who("b1")))
    give_up(mesh, "b1", 1)
    mesh.say(CancelBooking(**who("b1")))
    ask(mesh, "b3", free=2)
    give_up(mesh, "b3", 1)


def bought_and_reissued(mesh: Mesh) -> None:
    bought(mesh)
    mesh.say(ReissueTickets(**who("b1")), ReissueTickets(**who("b1")))


def reissued_and_given_back(mesh: Mesh) -> None:
    bought_and_reissued(mesh)
    mesh.say(CancelBooking(**who("b1")))


def picked(mesh: Mesh) -> None:
    """Seats that nobody named: bought and given back, paid late, and refused."""
    best(mesh, "b1", 2)
    best(mesh, "b2", 2)
    best(mesh, "b3", 1)
    require(mesh, "b1")
    pay(mesh, "b1")
    mesh.passes(HOLD)
    pay(mesh, "b2")
    mesh.say(CancelBooking(**who("b1")))
    refund(mesh, "b1")
    best(mesh, "b4", 1)


def paid_slowly(mesh: Mesh) -> None:
    for booking, seat in (("b1", "stalls-A1"), ("b2", "stalls-A2")):
        ask(mesh, booking, seat)
        require(mesh, booking)
        mesh.say(PaymentSettling(**who(booking), provider_id=f"pi_{booking}"))
    pay(mesh, "b1")


def paid_another_way(mesh: Mesh) -> None:
    for booking, seat in (("b1", "stalls-A1"), ("b2", "stalls-A2")):
        mesh.say(RequestBooking(**who(booking), seats=(seat,), offline=True))
    mesh.say(MarkPaid(event_id="e1", booking_id="e1-b2", asker_id="olga"))


def named_twice(mesh: Mesh) -> None:
    bought(mesh)
    for word in ("first", "last"):
        name = Sealed(person_id="ben", key_version=1, nonce="n", ciphertext=word)
        mesh.say(NameHolders(event_id="e1", booking_id="e1-b1", asker_id="ben", names=(name, None)))


def given_away(mesh: Mesh) -> None:
    mesh.say(GiveBooking(**who("b1"), asker_id="olga", seats=("stalls-A1",)))

"""The saga of a booking, on the memory mesh and on the real servers alike."""

from datetime import timedelta

from contracts.bookings import RequestBooking
from contracts.payments import PaymentSucceeded
from ops import registry
from ops.saga import Saga, read_saga
from ops.saga.tree import Node
from tests.eventually import eventually
from tests.mesh.profiles import Mesh
from tests.mesh.test_audit import bought, recorded
from tests.mesh.test_purchase import on_sale, wish


async def read(mesh: Mesh, booking: str) -> Saga:
    return await read_saga(mesh.inspector, booking, registry.services(), patience=timedelta())


def below(node: Node, *types: str) -> Node:
    """The node that is reached by these names, one below the other."""
    for name in types:
        node = next(one for one in node.below if one.type == name)
    return node


async def test_each_message_stands_below_its_cause(mesh: Mesh) -> None:
    asked = await bought(mesh)
    await recorded(mesh, asked.booking_id, ["TicketsIssued"])
    (root,) = (saga := await read(mesh, asked.booking_id)).roots
    assert root.type == "RequestBooking" and saga.over
    issued = below(root, "BookingRequested", "SeatsHeld", "BookingConfirmed", "TicketsIssued")
    assert (issued.by, issued.by_itself) == ("inventory", False) and issued.gap is not None and issued.gap >= 0


async def test_nothing_is_missing_from_a_finished_purchase(mesh: Mesh) -> None:
    asked = await bought(mesh)

    async def whole() -> bool:
        saga = await read(mesh, asked.booking_id)
        return saga.over and not saga.missing

    await eventually(whole, within=15)


async def test_money_for_an_unknown_booking_names_who_should_act_and_what_it_lacks(mesh: Mesh) -> None:
    paid = PaymentSucceeded.of(wish("nowhere"), provider_id="pi", price=1, currency="EUR")
    await mesh.say(paid)

    async def early() -> bool:
        return any(one.state == "early" for one in (await read(mesh, paid.booking_id)).missing)

    await eventually(early, within=15)
    (lacking,) = [one for one in (await read(mesh, paid.booking_id)).missing if one.by == "bookings"]
    assert (lacking.type, lacking.topic) == ("PaymentSucceeded", "payments.events")
    assert "BookingConfirmed" in lacking.expected and lacking.why.startswith("booking/nowhere")


async def test_a_timer_that_still_runs_is_shown(mesh: Mesh) -> None:
    asked: RequestBooking = wish(await on_sale(mesh, price=900), "stalls-A1")
    await mesh.ask(asked)
    await recorded(mesh, asked.booking_id, ["BookingHeld"])
    waits = (await read(mesh, asked.booking_id)).waiting
    assert ("bookings", "expire") in {(service, waiting.name) for service, waiting in waits}


async def test_a_booking_that_expired_by_its_timer_is_one_tree(mesh: Mesh) -> None:
    asked = wish(await on_sale(mesh, price=900, hold_for=timedelta(seconds=0.2)), "stalls-A1")
    await mesh.ask(asked)
    await recorded(mesh, asked.booking_id, ["BookingExpired", "SeatsReleased"])
    (root,) = (await read(mesh, asked.booking_id)).roots
    expired = below(root, "BookingRequested", "SeatsHeld", "BookingHeld", "BookingExpired")
    assert expired.by_itself and below(expired, "SeatsReleased")

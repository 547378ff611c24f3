"""Who hoards seats at several events, on the memory mesh and on the real servers alike."""

import asyncio
import uuid
from datetime import timedelta

from contracts.bookings import BookingHeld
from contracts.payments import CardTried
from contracts.users import AlertResolved, ResolveAlert
from handlers.users.rows import SecurityAlert
from handlers.views.security import AlertView, IncidentView
from tests.eventually import eventually
from tests.mesh.operator import Operator
from tests.mesh.profiles import Mesh
from tests.mesh.test_purchase import on_sale, wish


async def test_ten_holds_that_lapse_unpaid_at_two_events_are_one_alert_and_one_incident(
    mesh: Mesh, operator: Operator
) -> None:
    buyer = uuid.uuid4().hex
    for event in [await on_sale(mesh, price=900, hold_for=timedelta(seconds=1)) for _ in range(2)]:
        wishes = [wish(event, f"stalls-A{n}").model_copy(update={"buyer_id": buyer}) for n in range(1, 6)]
        answers = await asyncio.gather(*map(mesh.ask, wishes))
        assert all(isinstance(one, BookingHeld) for one in answers)
    of = {"account_id": buyer, "alert_id": f"{buyer}-holds-1"}
    await mesh.becomes("views", AlertView, *of.values(), count=10, resolved_by="")
    await eventually(lambda: ("risks", {"account_id": buyer, "risk": "raised"}) in mesh.told)
    assert isinstance(await mesh.ask(ResolveAlert(**of, operator_id="oda")), AlertResolved)
    await mesh.becomes("users", SecurityAlert, *of.values(), resolved_by="oda")
    await mesh.becomes("views", AlertView, *of.values(), count=10, resolved_by="oda")
    await is_worked_off(mesh, operator, f"{buyer}-incident-1")


async def is_worked_off(mesh: Mesh, operator: Operator, incident: str) -> None:
    """By one operator who looks after it, and one who closes it, at the command line."""
    await mesh.becomes("views", IncidentView, incident.removesuffix("-incident-1"), incident, kinds=("holds",))
    assert incident in {one["incident_id"] for one in await operator.json("incidents", "list", code=1)}
    for who, code in (("oda", 0), ("otto", 1)):
        said = await operator.json("incidents", "acknowledge", incident, "--operator", who, code=code)
        assert (said["type"], said["operator_id"]) == ("IncidentAcknowledged", "oda")
    noted = "--operator", "otto", "--note", "The owner was called."
    assert (await operator.json("incidents", "close", incident, *noted))["type"] == "IncidentClosed"
    await mesh.becomes("views", IncidentView, incident.removesuffix("-incident-1"), incident, closed_by="otto")
    listed = await operator.runs("incidents", "list", "--all")
    assert f"{incident}  holds  closed  otto  The owner was called." in listed.stdout.replace("\n", " ")
    assert (await operator.runs("incidents", "close", f"{incident}0", *noted)).exit_code == 1


async def test_five_accounts_that_come_with_one_card_are_one_incident(mesh: Mesh) -> None:
    card = uuid.uuid4().hex
    for n in (*range(5), 0):
        who = {"event_id": "e1", "booking_id": f"e1-{card}-{n}", "buyer_id": f"{card}-{n}"}
        await mesh.say(CardTried(**who, card=card))
    of = f"card-{card}"
    await mesh.becomes("views", AlertView, of, f"{of}-accounts-1", count=5)
    await mesh.becomes("views", IncidentView, of, f"{of}-incident-1", kinds=("accounts",))

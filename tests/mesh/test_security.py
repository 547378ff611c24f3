"""Who hoards seats at several events, on the memory mesh and on the real servers alike."""

import asyncio
import uuid
from datetime import timedelta

from contracts.bookings import BookingHeld
from contracts.users import AlertResolved, ResolveAlert
from handlers.users.rows import SecurityAlert
from handlers.views.security import AlertView
from tests.mesh.profiles import Mesh
from tests.mesh.test_purchase import on_sale, wish


async def test_ten_holds_that_lapse_unpaid_at_two_events_are_one_alert(mesh: Mesh) -> None:
    buyer = uuid.uuid4().hex
    for event in [await on_sale(mesh, price=900, hold_for=timedelta(seconds=1)) for _ in range(2)]:
        wishes = [wish(event, f"stalls-A{n}").model_copy(update={"buyer_id": buyer}) for n in range(1, 6)]
        answers = await asyncio.gather(*map(mesh.ask, wishes))
        assert all(isinstance(one, BookingHeld) for one in answers)
    of = {"account_id": buyer, "alert_id": f"{buyer}-holds-1"}
    await mesh.becomes("views", AlertView, *of.values(), count=10, resolved_by="")
    assert isinstance(await mesh.ask(ResolveAlert(**of, operator_id="oda")), AlertResolved)
    await mesh.becomes("users", SecurityAlert, *of.values(), resolved_by="oda")
    await mesh.becomes("views", AlertView, *of.values(), count=10, resolved_by="oda")

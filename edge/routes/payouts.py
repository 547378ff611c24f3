"""What events brought, and paying it out: one operator asks, another confirms."""

from litestar import get, post
from litestar.params import JSONBody
from litestar.response.base import ASGIResponse

from contracts.payments import ConfirmPayout, RequestPayout
from edge import ids
from edge.asking.reply import Place
from edge.auth.guards import organisation_of, proved, role
from edge.bodies.bookings import NewPayout
from edge.paths import EventId, PayoutId
from edge.routes.common import AnyRequest, ask, asked_of, shown, user_of
from edge.routes.events import InOrganisation
from edge.routes.organising import MONEY
from edge.world import Here

OPERATORS = [role("operator")]


@get("/payouts", guards=MONEY, tags=["payouts"])
async def payouts(request: AnyRequest, world: Here, organisation: InOrganisation = None) -> ASGIResponse:
    """What all my events brought, or all of an organisation's, by currency, and what of it is `owed`."""
    return shown(await world.payouts.of(organisation_of(request, organisation, "money")), "organiser")


@get("/events/{event_id:str}/payouts", guards=MONEY, tags=["payouts"])
async def payouts_of_event(request: AnyRequest, world: Here, event_id: EventId) -> ASGIResponse:
    """What one of my events brought, as the ledger has it, what of it is `owed`, and the newest hundred payouts."""
    return shown(await world.payouts.of_event(event_id, user_of(request)), "event")


@post("/events/{event_id:str}/payouts", guards=[*OPERATORS, proved], status_code=202, tags=["payouts"])
async def request_payout(
    request: AnyRequest, world: Here, event_id: EventId, data: JSONBody[NewPayout]
) -> ASGIResponse:
    """Ask that the organiser be paid. Another operator confirms it."""
    user, asked = user_of(request), asked_of(request, world)
    id_ = ids.thing_id(user.id, asked.key)
    command = RequestPayout(event_id=event_id, payout_id=id_, operator_id=user.id, amount=data.amount)
    return await ask(world, command, asked, Place(id_, f"/events/{event_id}/payouts"))


@post("/events/{event_id:str}/payouts/{payout_id:str}/confirmation", guards=[*OPERATORS, proved], tags=["payouts"])
async def confirm_payout(request: AnyRequest, world: Here, event_id: EventId, payout_id: PayoutId) -> ASGIResponse:
    """Say that the organiser was paid what another operator asked for."""
    command = ConfirmPayout(event_id=event_id, payout_id=payout_id, operator_id=user_of(request).id)
    return await ask(world, command, asked_of(request, world), Place(payout_id, f"/events/{event_id}/payouts"))

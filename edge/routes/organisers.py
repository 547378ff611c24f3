"""Organisers as operators know them: verified, or suspended for now."""

from litestar import get, post
from litestar.params import JSONBody
from litestar.response.base import ASGIResponse

from contracts.catalog import ByStaff, ReinstateOrganiser, SuspendOrganiser, VerifyOrganiser
from edge.asking.reply import Place
from edge.auth.guards import proved, role
from edge.bodies.events import Decision
from edge.paths import OrganiserId
from edge.routes.common import AnyRequest, ask, asked_of, shown, user_of
from edge.world import Here, World

OPERATORS = [role("operator")]


@get("/organisers/{organiser_id:str}", guards=OPERATORS, tags=["organisers"])
async def organiser(world: Here, organiser_id: OrganiserId) -> ASGIResponse:
    """What operators decided of the organiser, last by whom, and why."""
    return shown(await world.people.organiser(organiser_id), "organiser")


@post("/organisers/{organiser_id:str}/verify", guards=[*OPERATORS, proved], status_code=200, tags=["organisers"])
async def verify_organiser(
    request: AnyRequest, world: Here, organiser_id: OrganiserId, data: JSONBody[Decision | None] = None
) -> ASGIResponse:
    """Say that somebody has seen who the organiser is."""
    return await decide(request, world, VerifyOrganiser, organiser_id, data)


@post("/organisers/{organiser_id:str}/suspend", guards=[*OPERATORS, proved], status_code=200, tags=["organisers"])
async def suspend_organiser(
    request: AnyRequest, world: Here, organiser_id: OrganiserId, data: JSONBody[Decision | None] = None
) -> ASGIResponse:
    """Stop all sales and payouts of the organiser's; what is held may be paid, and what is sold stays sold."""
    return await decide(request, world, SuspendOrganiser, organiser_id, data)


@post("/organisers/{organiser_id:str}/reinstate", guards=[*OPERATORS, proved], status_code=200, tags=["organisers"])
async def reinstate_organiser(
    request: AnyRequest, world: Here, organiser_id: OrganiserId, data: JSONBody[Decision | None] = None
) -> ASGIResponse:
    """Let the organiser's events sell again."""
    return await decide(request, world, ReinstateOrganiser, organiser_id, data)


async def decide(
    request: AnyRequest, world: World, kind: type[ByStaff], organiser_id: str, data: Decision | None
) -> ASGIResponse:
    user, reason = user_of(request), data.reason if data else ""
    command = kind(organiser_id=organiser_id, operator_id=user.id, reason=reason)
    return await ask(world, command, asked_of(request, world), Place(organiser_id, f"/organisers/{organiser_id}"))

"""Organisations, as those who are in them see them."""

from litestar import delete, get, post
from litestar.params import JSONBody
from litestar.response.base import ASGIResponse

from contracts.users import AcceptInvitation, CreateOrganisation, RemoveMember
from edge import ids
from edge.asking.reply import Place
from edge.auth.guards import ORGANISING, role
from edge.bodies.organisations import NewOrganisation
from edge.paths import OrganisationId
from edge.routes.common import AnyRequest, ask, asked_of, shown, user_of
from edge.world import Here

MINE = "/me/organisations"


@post("/organisations", guards=[role(*ORGANISING)], tags=["organisations"])
async def create_organisation(request: AnyRequest, world: Here, data: JSONBody[NewOrganisation]) -> ASGIResponse:
    """Found one, as its owner: its members have events together. My own account is one, too, under its own id."""
    user, asked = user_of(request), asked_of(request, world)
    id_ = ids.thing_id(user.id, asked.key)
    command = CreateOrganisation(organisation_id=id_, account_id=user.id, name=data.name)
    return await ask(world, command, asked, Place(id_, MINE))


@get("/me/organisations", tags=["organisations"])
async def my_organisations(request: AnyRequest, world: Here) -> ASGIResponse:
    """Those that I am a member of, with my role; and where I am `invited`."""
    return shown(await world.organisations.of(user_of(request).id), "page")


@post("/me/organisations/{organisation_id:str}/acceptance", status_code=200, tags=["organisations"])
async def accept_invitation(request: AnyRequest, world: Here, organisation_id: OrganisationId) -> ASGIResponse:
    """I want to be a member. The role holds everywhere within a second."""
    command = AcceptInvitation(organisation_id=organisation_id, account_id=user_of(request).id)
    return await ask(world, command, asked_of(request, world), Place(organisation_id, MINE))


@delete("/me/organisations/{organisation_id:str}", status_code=200, tags=["organisations"])
async def leave_organisation(request: AnyRequest, world: Here, organisation_id: OrganisationId) -> ASGIResponse:
    """Leave, or turn an invitation down. The last owner stays."""
    me = user_of(request).id
    command = RemoveMember(organisation_id=organisation_id, account_id=me, asker_id=me)
    return await ask(world, command, asked_of(request, world), Place(organisation_id, MINE))

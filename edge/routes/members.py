"""Who may do what in an organisation, as its owners say it."""

from typing import Any

from litestar import delete, get, patch, post
from litestar.params import JSONBody
from litestar.response.base import ASGIResponse

from contracts.identity import account_id as whose
from contracts.users import ChangeMember, InviteMember, RemoveMember
from edge.asking.reply import Place
from edge.auth.guards import in_organisation, is_operator, proved
from edge.bodies.organisations import ChangedMember, NewMember
from edge.limits.rules import CANCELLATIONS
from edge.paths import AccountId, OrganisationId
from edge.routes.common import AnyRequest, ask, asked_of, shown, user_of
from edge.routes.events import wrong
from edge.sign_in.address import account_of
from edge.world import Here, World

MEMBERS, ONE = (
    "/organisations/{organisation_id:str}/members",
    "/organisations/{organisation_id:str}/members/{account_id:str}",
)
OWNERS = [in_organisation("members")]
CHANGE = [*OWNERS, proved]


@get(MEMBERS, guards=OWNERS, tags=["organisations"])
async def members(world: Here, organisation_id: OrganisationId) -> ASGIResponse:
    """Who is what there, and who is invited; for owners. The account whose own it is stands in no list."""
    return shown(await world.organisations.members(organisation_id), "organisation")


@post(MEMBERS, opt=CANCELLATIONS, guards=CHANGE, status_code=202, tags=["organisations"])
async def invite_member(
    request: AnyRequest, world: Here, organisation_id: OrganisationId, data: JSONBody[NewMember]
) -> ASGIResponse:
    """Invite somebody, who is mailed. The answer is the same, whether there is such an account or not.

    Who has none yet finds the invitation once they have registered with the address.
    """
    if (data.mail is None) == (data.account_id is None):
        raise wrong("mail", "either mail or account_id")
    person = data.account_id or whose((await account_of(world, data.mail or ""))[0])
    return await said_of(request, world, InviteMember(**asker(request, organisation_id, person), role=data.role))


@patch(ONE, guards=CHANGE, tags=["organisations"])
async def change_member(
    request: AnyRequest,
    world: Here,
    organisation_id: OrganisationId,
    account_id: AccountId,
    data: JSONBody[ChangedMember],
) -> ASGIResponse:
    """Give a member another role; it holds everywhere within a second. The last owner stays one."""
    return await said_of(request, world, ChangeMember(**asker(request, organisation_id, account_id), role=data.role))


@delete(ONE, guards=CHANGE, status_code=200, tags=["organisations"])
async def remove_member(
    request: AnyRequest, world: Here, organisation_id: OrganisationId, account_id: AccountId
) -> ASGIResponse:
    """Somebody is a member, or invited, no more; that holds everywhere within a second. The last owner stays."""
    return await said_of(request, world, RemoveMember(**asker(request, organisation_id, account_id)))


def asker(request: AnyRequest, organisation_id: str, account_id: str) -> dict[str, Any]:
    """Whom a command is about, and who asks, as the token says it."""
    user = user_of(request)
    about = {"organisation_id": organisation_id, "account_id": account_id}
    return {**about, "asker_id": user.id, "by_operator": is_operator(user)}


async def said_of(
    request: AnyRequest, world: World, command: InviteMember | ChangeMember | RemoveMember
) -> ASGIResponse:
    where = Place(command.account_id, f"/organisations/{command.organisation_id}/members")
    return await ask(world, command, asked_of(request, world), where)

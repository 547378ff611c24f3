"""The person who asks."""

from typing import Any

import msgspec
from litestar import get, patch, post
from litestar.params import JSONBody
from litestar.response.base import ASGIResponse
from msgspec import UNSET

from contracts.identity import EraseAccount
from contracts.users import ProfileUpdated, UpdateProfile
from edge.asking.reply import JSON, Place, accepted, good, replied
from edge.auth.guards import proved
from edge.bodies.accounts import Erasure, ProfileChange
from edge.live.ports import User
from edge.problem import Problem
from edge.reading.people import Person
from edge.routes.common import AnyRequest, sealed_of, user_of
from edge.routes.sessions import ACCOUNT
from edge.sign_in.address import account_of
from edge.sign_in.personal import sealed_for, shown_to
from edge.sign_in.shown import came
from edge.world import Here, World


@get("/me", tags=["accounts"])
async def me(request: AnyRequest, world: Here) -> ASGIResponse:
    """Who I am, and how I like things."""
    user = user_of(request)
    said = await profile(world, user, await world.people.one(user.id))
    return ASGIResponse(body=msgspec.json.encode(said), media_type=JSON)


@patch("/me", tags=["accounts"])
async def update_me(request: AnyRequest, world: Here, data: JSONBody[ProfileChange]) -> ASGIResponse:
    """Change what is named; the rest stays as it is."""
    user, asked = user_of(request), sealed_of(request, world, data)
    command = UpdateProfile(
        account_id=user.id,
        name=await sealed_for(world.keyring, user.id, data.name) if isinstance(data.name, str) else None,
        preferences=None if data.preferences is UNSET else data.preferences,
    )
    answered = await world.desk.ask(command, asked, asked.wait)
    if answered is None:
        return accepted(Place(user.id, "/me", "me"))
    good(answered)
    said = ProfileUpdated.model_validate_json(answered.body)
    name = await shown_to(world.keyring, said.name)
    body = {"type": answered.kind, "id": user.id, "name": name, "preferences": said.preferences}
    return ASGIResponse(body=msgspec.json.encode(body), media_type=JSON)


@post("/me/erasure", guards=[proved], status_code=202, tags=["accounts"])
async def erase_me(request: AnyRequest, world: Here, data: JSONBody[Erasure]) -> ASGIResponse:
    """For ever: nobody reads my mail address or my name any more, and I sign in no more. Tickets and money stay.

    `last_owner` names `organisations` that I alone own and that need an owner: with other members, an event to come or
    money owed. My memberships end everywhere.
    """
    account = user_of(request).session[:ACCOUNT]
    if (await account_of(world, data.mail))[0] != account:
        raise Problem(422, "invalid", errors=[{"pointer": "#/mail", "message": "not the account's"}])
    await world.limits.spend(request.scope, "passwords", account)
    if needing := await world.organisations.needing(user_of(request).id):
        raise Problem(409, "last_owner", organisations=needing)
    asked, within = sealed_of(request, world, data), world.settings.sign_in_within
    answered, _ = await world.identity.ask(EraseAccount, account, data.password, asked, within)
    return replied(came(answered, world.settings.retry_after), Place(user_of(request).id, "/me", "me"), asked.wait)


async def profile(world: World, user: User, person: Person | None) -> dict[str, Any]:
    """Who has a token has registered, though the views may not know it yet."""
    said = {"id": user.id, "roles": sorted(user.roles), "version": person.version if person else 0}
    if person:
        said |= {"mail": await shown_to(world.keyring, person.mail), "name": await shown_to(world.keyring, person.name)}
        said |= {"verified": person.verified, "second_factor": person.second_factor}
        said |= {"preferences": person.preferences, "created": person.created}
    return said

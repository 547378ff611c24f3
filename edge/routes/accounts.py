"""Accounts: anybody may have one."""

from typing import Any

import msgspec
from litestar import post
from litestar.params import JSONBody
from litestar.response.base import ASGIResponse

from contracts.identity import RegisterUser, UserRegistered, account_id
from edge.asking.reply import JSON, Place, good, replied
from edge.auth.guards import PUBLIC
from edge.bodies.accounts import NewAccount
from edge.limits.rules import SESSIONS
from edge.problem import Problem, unavailable
from edge.routes.common import AnyRequest, sealed_of
from edge.sign_in.address import account_of
from edge.sign_in.personal import sealed_at_first
from edge.sign_in.shown import UNREADABLE
from edge.world import Here


@post("/accounts", opt=PUBLIC | SESSIONS, tags=["accounts"])
async def register(request: AnyRequest, world: Here, data: JSONBody[NewAccount]) -> ASGIResponse:
    """Register. A mail has one account: if it has one already, the answer is the same, and its owner is mailed."""
    if data.organiser and not world.settings.organisers_register:
        raise Problem(403, "forbidden", "Here operators make organisers: register without `organiser`, and ask for it.")
    _, account = await account_of(world, data.mail)
    person, asked = account_id(account), sealed_of(request, world, data)
    mail, *name = await sealed_at_first(world.keyring, person, [data.mail, *([data.name] if data.name else [])])
    fields: dict[str, Any] = {"mail": mail, "organiser": data.organiser} | ({"name": name[0]} if name else {})
    answered, _ = await world.identity.ask(RegisterUser, account, data.password, asked, asked.wait, **fields)
    if answered is None:
        return replied(None, Place(person, "/me"))
    try:
        good(answered)
    except Problem as problem:
        if problem.code in UNREADABLE:
            raise unavailable(5) from problem
        if problem.code != "account_exists":
            raise
    roles = ["buyer", "organiser"] if data.organiser else ["buyer"]
    said = msgspec.json.encode({"type": UserRegistered.__name__, "id": person, "roles": roles})
    return ASGIResponse(body=said, status_code=UserRegistered.STATUS, media_type=JSON, headers={"Location": "/me"})

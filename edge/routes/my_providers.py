"""The providers by which the person who asks signs in."""

from datetime import datetime

from litestar import delete, get, post
from litestar.params import JSONBody
from litestar.response.base import ASGIResponse
from msgspec import Struct

from contracts.identity import LinkProvider, UnlinkProvider
from edge.auth.guards import proved
from edge.bodies.accounts import Link
from edge.paths import ProviderName
from edge.problem import not_found
from edge.routes.common import AnyRequest, asked_of, sealed_of, user_of
from edge.routes.providers import opened
from edge.routes.sessions import ACCOUNT
from edge.sign_in import shown
from edge.world import Here


class ShownProvider(Struct):
    provider: str
    linked: datetime


@get("/me/providers", tags=["accounts"])
async def my_providers(request: AnyRequest, world: Here) -> list[ShownProvider]:
    """By whom I may sign in, beside a password."""
    found = await world.people.providers(user_of(request).id)
    return [ShownProvider(provider, linked) for provider, linked in found]


@post("/me/providers", status_code=200, guards=[proved], tags=["accounts"])
async def link_provider(request: AnyRequest, world: Here, data: JSONBody[Link]) -> ASGIResponse:
    """From now on I sign in by it, too; my address must be verified. I am mailed of it."""
    account, voucher = user_of(request).session[:ACCOUNT], opened(data.voucher)[1]
    await world.limits.spend(request.scope, "passwords", account)
    answered, _ = await world.identity.ask(
        LinkProvider, account, voucher, sealed_of(request, world, data), world.settings.sign_in_within
    )
    return shown.done(answered, world.settings.retry_after)


@delete("/me/providers/{provider:str}", status_code=200, guards=[proved], tags=["accounts"])
async def unlink_provider(request: AnyRequest, world: Here, provider: ProviderName) -> ASGIResponse:
    """It opens my account no more. Without a password the last one stays: choose one by a mailed code first."""
    account = user_of(request).session[:ACCOUNT]
    known = next((one for one in UnlinkProvider.providers if one == provider), None)
    if known is None:
        raise not_found("provider")
    asked = asked_of(request, world)
    command = UnlinkProvider(account=account, request=asked.command_id, provider=known)
    answered = await world.desk.ask(command, asked, world.settings.sign_in_within)
    return shown.done(answered, world.settings.retry_after)

"""The API tokens of the person who asks: what they let programs do."""

from datetime import datetime

import msgspec
from litestar import delete, get, post
from litestar.params import JSONBody
from litestar.response.base import ASGIResponse
from msgspec import Struct

from contracts.identity import IssueToken, RevokeToken, TokenIssued
from edge import ids
from edge.asking.reply import JSON
from edge.auth import api_tokens
from edge.auth.guards import proved
from edge.bodies.accounts import NewToken
from edge.paths import TokenId
from edge.problem import not_found
from edge.reading.api_tokens import ListedToken
from edge.routes.common import AnyRequest, asked_of, sealed_of, user_of
from edge.routes.sessions import ACCOUNT, SESSION
from edge.sign_in import shown
from edge.sign_in.personal import sealed_for, shown_to
from edge.world import Here, World


class ShownToken(Struct):
    """`used` is when it last was, to the minute; None if it never was."""

    id: str
    name: str | None
    scopes: tuple[str, ...]
    created: datetime
    expires: datetime
    used: datetime | None


@post("/me/tokens", guards=[proved], status_code=201, tags=["sessions"])
async def issue_token(request: AnyRequest, world: Here, data: JSONBody[NewToken]) -> ASGIResponse:
    """Have a token made for programs, for these scopes alone. It is shown this once, and I am mailed of it."""
    user, asked = user_of(request), sealed_of(request, world, data)
    account, token = user.session[:ACCOUNT], api_tokens.fresh()
    if asked.keyed:
        token = api_tokens.made(world.settings.acceptance_secret, user.id, asked.key)
    command = IssueToken(
        account=account, token_id=f"{account}-{ids.thing_id(user.id, asked.key)}",
        name=await sealed_for(world.keyring, user.id, data.name), scopes=tuple(dict.fromkeys(data.scopes)),
        digest=api_tokens.digest(token), days=data.expires_in,
    )  # fmt: skip
    answered = await world.desk.ask(command, asked, world.settings.sign_in_within)
    there = shown.came(answered, world.settings.retry_after)
    said = TokenIssued.model_validate_json(there.body)
    body = {
        "type": there.kind, "id": said.token_id, "token": token, "name": data.name, "scopes": said.scopes,
        "created": said.created, "expires": said.expires,
    }  # fmt: skip
    return ASGIResponse(body=msgspec.json.encode(body), status_code=201, media_type=JSON)


@get("/me/tokens", tags=["sessions"])
async def my_tokens(request: AnyRequest, world: Here) -> list[ShownToken]:
    """My API tokens, the newest first."""
    return [await _shown(world, one) for one in await world.listed_tokens.of(user_of(request).id)]


@delete("/me/tokens/{token_id:str}", status_code=204, tags=["sessions"])
async def revoke_token(request: AnyRequest, world: Here, token_id: TokenId) -> None:
    """It opens nothing any more, and its sockets are closed."""
    account = user_of(request).session[:ACCOUNT]
    if not SESSION.fullmatch(token_id) or token_id[:ACCOUNT] != account:
        raise not_found("token")
    await world.desk.tell(RevokeToken(account=account, token_id=token_id), asked_of(request, world))
    world.revocations.revoke(token_id)


async def _shown(world: World, one: ListedToken) -> ShownToken:
    used = one.used if one.used.timestamp() else None
    return ShownToken(one.token_id, await shown_to(world.keyring, one.name), one.scopes, one.created, one.expires, used)

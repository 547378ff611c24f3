"""What the routes share."""

from dataclasses import replace
from typing import Any

import msgspec
from litestar import Request
from litestar.response.base import ASGIResponse

from choreography.blind import blind_index
from contracts.base import Message
from edge.asking.asked import Asked, asked
from edge.asking.reply import JSON, Place, replied
from edge.live.ports import User
from edge.problem import not_found
from edge.world import World

AnyRequest = Request[Any, Any, Any]


def user_of(request: AnyRequest) -> User:
    user = request.scope["user"]
    assert isinstance(user, User)
    return user


def maybe_user(request: AnyRequest) -> User | None:
    user = request.scope.get("user")
    return user if isinstance(user, User) else None


def asked_of(request: AnyRequest, world: World) -> Asked:
    return asked(request, world.settings.wait_at_most)


def sealed_of(request: AnyRequest, world: World, *said: Any) -> Asked:
    """Of a command that is sealed anew at each try: the key stands for what was `said`.

    Without the key nobody finds out by trying what that was.
    """
    found = asked_of(request, world)
    text = msgspec.json.encode([found.key, *said]).decode()
    return replace(found, means=blind_index(text, world.blind)) if found.keyed else found


def place(world: World, kind: str, id_: str, user: str, channel: str = "") -> Place:
    """Its address holds a token of acceptance for who asked."""
    return Place(id_, f"/{kind}/{id_}?accepted={world.acceptance.token(id_, user)}", channel)


async def ask(world: World, command: Message, asked: Asked, where: Place) -> ASGIResponse:
    return replied(await world.desk.ask(command, asked, asked.wait), where, asked.wait)


def shown(found: bytes | None, what: str) -> ASGIResponse:
    """Raises Problem if there is nothing."""
    if found is None:
        raise not_found(what)
    return ASGIResponse(body=found, media_type=JSON)


def shown_or_accepted(world: World, request: AnyRequest, found: bytes | None, id_: str, what: str) -> ASGIResponse:
    """Who has a token of acceptance is never told that there is no such thing."""
    token, user = request.query_params.get("accepted", ""), maybe_user(request)
    if found is None and user and world.acceptance.holds(token, id_, user.id):
        found = accepted(id_)
    return shown(found, what)


def accepted(id_: str) -> bytes:
    """What is told of something that nobody has heard of yet."""
    return b'{"id":"%b","version":0,"state":"accepted"}' % id_.encode()

"""How public things are shown: to everybody from one reading, to who may see more from their own."""

from collections.abc import Awaitable, Callable, Hashable
from functools import partial

from litestar.response.base import ASGIResponse

from edge.asking.reply import JSON
from edge.caching.between import Read
from edge.caching.conditional import PRIVATE, public
from edge.live.ports import User
from edge.routes.common import AnyRequest, maybe_user
from edge.world import World

ReadFor = Callable[[User | None], Awaitable[bytes | None]]
SEE_MORE = frozenset(("organiser", "operator"))


async def for_all(request: AnyRequest, world: World, key: Hashable, bound: float, read: Read) -> ASGIResponse | None:
    answer = await world.shared.get(key, bound, read)
    if answer is None:
        return None
    return public(answer, bound, world.shared.age(answer), request.headers.get("if-none-match"))


async def visible(request: AnyRequest, world: World, key: Hashable, bound: float, read: ReadFor) -> ASGIResponse | None:
    """An organiser sees their own as it is now. Others are asked for only where not everybody may see it."""
    user = maybe_user(request)
    if user is None or not user.roles & SEE_MORE:
        shown = await for_all(request, world, key, bound, partial(read, None))
        if shown or user is None:
            return shown
    return private(await read(user))


def private(found: bytes | None) -> ASGIResponse | None:
    return None if found is None else ASGIResponse(body=found, media_type=JSON, headers=PRIVATE)

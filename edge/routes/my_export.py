"""All that is kept of the person who asks, as one document."""

from collections.abc import Awaitable, Callable
from functools import partial
from typing import Any

import msgspec
from litestar import get
from litestar.response.base import ASGIResponse

from edge.asking.reply import JSON
from edge.auth.guards import proved
from edge.limits.rules import CANCELLATIONS
from edge.reading.receipts import Receipts
from edge.routes.common import AnyRequest, user_of
from edge.routes.me import profile
from edge.routes.my_addresses import my_addresses
from edge.routes.my_payment_methods import my_payment_methods
from edge.routes.my_providers import my_providers
from edge.routes.my_sessions import my_sessions
from edge.routes.my_tokens import my_tokens
from edge.routes.tickets import PRIVATE
from edge.world import Here, World

SIZE = 100
"""Of one page."""
LEFT_OUT = (
    "alerts, incidents and risk of the account, with what was noted of them: people tell of these, no download",
    "the record of who did what",
    "what others gave that names you, as the holder of a ticket",
)
HEADERS = {**PRIVATE, "Content-Disposition": 'attachment; filename="export.json"'}


@get("/me/export", guards=[proved], opt=CANCELLATIONS, tags=["accounts"])
async def export_me(request: AnyRequest, world: Here) -> ASGIResponse:
    """What you keep of me: profile, addresses, bookings with tickets and the codes used, places in queues, disputes,
    invoices, inbox, sessions, API tokens, providers, payment methods and organisations. Of others it has nothing, nor
    has it names that I gave for holders; `left_out` says what else it has not.
    """
    me = user_of(request)
    bookings = await whole(partial(world.bookings.of, me.id))
    said = {
        "profile": await profile(world, me, await world.people.one(me.id)),
        "bookings": bookings,
        "queue_places": await world.kept.places(me.id),
        "disputes": await world.kept.disputes(me.id),
        "invoices": await invoices(world.receipts, bookings, me.id),
        "inbox": await whole(partial(world.inbox.of, me.id)),
        **await listed(request, world),
        "organisations": msgspec.json.decode(await world.organisations.of(me.id))["items"],
        "left_out": LEFT_OUT,
    }
    return ASGIResponse(body=msgspec.json.encode(said), media_type=JSON, headers=HEADERS)


async def listed(request: AnyRequest, world: World) -> dict[str, Any]:
    """As the routes of their own tell it."""
    return {
        "addresses": await my_addresses.fn(request, world),
        "sessions": await my_sessions.fn(request, world),
        "tokens": await my_tokens.fn(request, world),
        "providers": await my_providers.fn(request, world),
        "payment_methods": await my_payment_methods.fn(request, world),
    }


async def whole(page: Callable[[int, str], Awaitable[bytes]]) -> list[dict[str, Any]]:
    """All items of a list, however many pages it has."""
    items: list[dict[str, Any]] = []
    after: str | None = ""
    while after is not None:
        said = msgspec.json.decode(await page(SIZE, after))
        items, after = items + said["items"], said["next"]
    return items


async def invoices(receipts: Receipts, bookings: list[dict[str, Any]], buyer: str) -> list[dict[str, Any]]:
    """Invoices and credit notes, each with its booking; what was never charged has none."""
    found: list[dict[str, Any]] = []
    for booking in bookings:
        if receipt := await receipts.one(booking["id"], buyer):
            found += [{"booking_id": booking["id"], **one} for one in msgspec.json.decode(receipt)["items"]]
    return found

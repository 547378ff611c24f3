"""Tickets in the wallet of a phone, and what phones ask of whoever made them, by the rules of PassKit."""

import asyncio
import hmac
import logging
from datetime import UTC, datetime, timedelta
from email.utils import format_datetime, parsedate_to_datetime
from typing import Annotated

import msgspec
from litestar import delete, get, post
from litestar.params import QueryParameter
from litestar.response.base import ASGIResponse

from contracts.users import RegisterPass, UnregisterPass
from edge.asking.reply import JSON
from edge.auth.guards import PUBLIC
from edge.door.wrong_fields import by_hand
from edge.ids import event_of
from edge.paths import BookingId, DeviceId, PassSerial, PassTypeId, TicketNumber
from edge.problem import Problem, not_found
from edge.routes.common import AnyRequest, asked_of, user_of
from edge.routes.holders import names_of
from edge.routes.tickets import PRIVATE
from edge.ticketing.cards import Card, card
from edge.ticketing.wallet.package import MEDIA
from edge.world import Here, World

log = logging.getLogger(__name__)
LATE = timedelta(minutes=1)
"""What the views hear so late is still newer than what was told before."""
SCHEME = "ApplePass "
TROUBLES, TROUBLE = 10, 500
"""How many a device may tell at once, and characters of one."""
Since = Annotated[str, QueryParameter(name="passesUpdatedSince", pattern=r"^[0-9]{0,12}(?!\n)$")]


class Troubles(msgspec.Struct):
    logs: list[str]


@get("/bookings/{booking_id:str}/tickets/{number:str}/pass", tags=["tickets"], media_type=MEDIA)
async def ticket_pass(request: AnyRequest, world: Here, booking_id: BookingId, number: TicketNumber) -> ASGIResponse:
    """One of my tickets for the wallet of a phone, which then follows its changes."""
    return await pass_of(world, booking_id, int(number), user_of(request).id)


@post("/passes/v1/devices/{device_id:str}/registrations/{type_id:str}/{serial:str}", opt=PUBLIC, tags=["passes"])
async def register_pass(
    request: AnyRequest, world: Here, device_id: DeviceId, type_id: PassTypeId, serial: PassSerial
) -> ASGIResponse:
    """A device has the pass now. Where it could be pushed to is not kept, for nothing is."""
    await holder(request, world, type_id, serial)
    await world.desk.tell(RegisterPass(device_id=device_id, serial=serial), asked_of(request, world).of(device_id))
    return ASGIResponse(status_code=201)


@delete(
    "/passes/v1/devices/{device_id:str}/registrations/{type_id:str}/{serial:str}",
    opt=PUBLIC,
    status_code=200,
    tags=["passes"],
)
async def unregister_pass(
    request: AnyRequest, world: Here, device_id: DeviceId, type_id: PassTypeId, serial: PassSerial
) -> ASGIResponse:
    """A device has the pass no more."""
    await holder(request, world, type_id, serial)
    await world.desk.tell(UnregisterPass(device_id=device_id, serial=serial), asked_of(request, world).of(device_id))
    return ASGIResponse(status_code=200)


@get("/passes/v1/devices/{device_id:str}/registrations/{type_id:str}", opt=PUBLIC, tags=["passes"])
async def changed_passes(world: Here, device_id: DeviceId, type_id: PassTypeId, since: Since = "") -> ASGIResponse:
    """Which of the device's passes are others since then. `lastUpdated` goes into `passesUpdatedSince`."""
    known(world, type_id)
    found = await world.passes.of_device(device_id)
    new = [serial for serial, at in found.items() if int(at.timestamp()) > int(since or -1)]
    if not new:
        return ASGIResponse(status_code=204)
    last = int(told(max(found.values())).timestamp())
    body = msgspec.json.encode({"serialNumbers": new, "lastUpdated": str(last)})
    return ASGIResponse(body=body, media_type=JSON, headers=PRIVATE)


@get("/passes/v1/passes/{type_id:str}/{serial:str}", opt=PUBLIC, tags=["passes"], media_type=MEDIA)
async def changed_pass(request: AnyRequest, world: Here, type_id: PassTypeId, serial: PassSerial) -> ASGIResponse:
    """The pass as it is now: void, if its ticket is."""
    buyer = await holder(request, world, type_id, serial)
    booking_id, _, number = serial.partition(".")
    at = await world.passes.changed(booking_id)
    found = await card_of(world, booking_id, int(number), buyer)
    if at is None or found is None:
        raise not_found("ticket")
    dated = {"Last-Modified": format_datetime(told(at), usegmt=True)}
    if at.replace(microsecond=0) <= asked_since(request):
        return ASGIResponse(status_code=304, headers=PRIVATE | dated)
    return await file(world, found, buyer, dated)


@post("/passes/v1/log", opt=PUBLIC, status_code=200, tags=["passes"])
async def note_troubles(request: AnyRequest, world: Here) -> ASGIResponse:
    """What devices found wrong with passes, for whoever reads our log."""
    known(world, world.wallet.settings.type_id)
    said = by_hand(await request.body(), Troubles)
    for one in said.logs[:TROUBLES]:
        log.warning("a device says of passes: %s", one[:TROUBLE])
    return ASGIResponse(status_code=200)


async def pass_of(world: World, booking_id: str, number: int, buyer: str) -> ASGIResponse:
    """Raises Problem."""
    found = await card_of(world, booking_id, number, buyer)
    if found is None or not found.code:
        raise not_found("ticket")
    return await file(world, found, buyer, {"Content-Disposition": 'attachment; filename="ticket.pkpass"'})


def known(world: World, type_id: str) -> None:
    """Raises Problem for passes that are not made here."""
    if world.wallet.signer is None:
        raise Problem(404, "passes_off")
    if type_id != world.wallet.settings.type_id:
        raise not_found("pass")


async def holder(request: AnyRequest, world: World, type_id: str, serial: str) -> str:
    """Whose pass the device has. Raises Problem for one that does not show so."""
    known(world, type_id)
    buyer = await world.bookings.buyer(serial.partition(".")[0])
    secret, shown = world.wallet.secret(serial, buyer or ""), request.headers.get("authorization", "")
    if buyer is None or not hmac.compare_digest(shown.encode(), f"{SCHEME}{secret}".encode()):
        raise Problem(401, "pass_token_invalid", headers={"WWW-Authenticate": SCHEME.strip()})
    return buyer


async def card_of(world: World, booking_id: str, number: int, buyer: str) -> Card | None:
    known(world, world.wallet.settings.type_id)
    booking = await world.bookings.one(booking_id, buyer)
    if booking is None:
        return None
    event = await world.events.one(event_of(booking_id), None)
    return card(booking, event, await names_of(world, booking_id, buyer), number)


async def file(world: World, found: Card, buyer: str, headers: dict[str, str]) -> ASGIResponse:
    body = await asyncio.to_thread(world.wallet.file, found, buyer)
    return ASGIResponse(body=body, media_type=MEDIA, headers=PRIVATE | headers)


def told(at: datetime) -> datetime:
    return min(at, datetime.now(UTC) - LATE)


def asked_since(request: AnyRequest) -> datetime:
    try:
        found = parsedate_to_datetime(request.headers.get("if-modified-since", ""))
    except ValueError:
        return datetime.min.replace(tzinfo=UTC)
    return found if found.tzinfo else found.replace(tzinfo=UTC)

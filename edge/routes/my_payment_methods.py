"""The payment methods of the person who asks. Cards are typed at the provider's, and never come here."""

from datetime import UTC, datetime
from typing import Any

import msgspec
from litestar import delete, get, patch, post
from litestar.params import JSONBody
from litestar.response.base import ASGIResponse
from msgspec import UNSET, Struct

from contracts.payments import (
    ChoosePaymentMethod,
    KeepPaidMethod,
    PaymentMethodAwaited,
    PayWithMethod,
    RemovePaymentMethod,
    SavedMethod,
    SavePaymentMethod,
)
from edge import ids
from edge.asking.reply import JSON, Place, accepted
from edge.auth.guards import shown
from edge.bodies.payment_methods import MethodChange, MethodUse
from edge.limits.rules import BOOKINGS
from edge.maintenance.maintenance import GOES_ON
from edge.paths import BookingId, MethodId
from edge.problem import Problem, not_found
from edge.routes.common import AnyRequest, ask, asked_of, place, user_of
from edge.sign_in.personal import shown_to
from edge.sign_in.shown import came, done
from edge.world import Here, World

HERE = "/me/payment-methods"


class ShownMethod(Struct):
    """`brand` and `last4` are all that is known of a card besides the month in which it expires."""

    id: str
    brand: str
    last4: str
    exp_month: int
    exp_year: int
    expired: bool
    default: bool


class Payable(Struct):
    """What is looked at of a booking."""

    payment: dict[str, Any] | None = None


@get(HERE, tags=["payment methods"])
async def my_payment_methods(request: AnyRequest, world: Here) -> list[ShownMethod]:
    """What I have saved to pay with, the oldest first."""
    saved = await world.payment_methods.of(user_of(request).id)
    return [await _shown(world, one, saved.chosen) for one in saved.methods]


@post(HERE, status_code=201, tags=["payment methods"])
async def save_payment_method(request: AnyRequest, world: Here) -> ASGIResponse:
    """Begin to save a card: its number goes to the provider alone, by the `client_secret`, from the page that has it.

    What is saved is listed as soon as the provider has told of it.
    """
    asked = asked_of(request, world)
    command = SavePaymentMethod(account_id=user_of(request).id, setup_id=ids.thing_id(user_of(request).id, asked.key))
    answered = await world.desk.ask(command, asked, max(asked.wait, world.settings.sign_in_within))
    there = came(answered, world.settings.retry_after)
    said = PaymentMethodAwaited.model_validate_json(there.body)
    body = {"type": there.kind, "client_secret": said.client_secret}
    return ASGIResponse(body=msgspec.json.encode(body), status_code=201, media_type=JSON)


@patch(f"{HERE}/{{method_id:str}}", status_code=202, tags=["payment methods"])
async def choose_payment_method(
    request: AnyRequest, world: Here, method_id: MethodId, data: JSONBody[MethodChange]
) -> ASGIResponse:
    """Have it offered first."""
    if not data.default:
        raise Problem(422, "invalid", errors=[{"field": "default", "message": "can only be true"}])
    return await _ask(request, world, ChoosePaymentMethod(account_id=user_of(request).id, method_id=method_id))


@delete(f"{HERE}/{{method_id:str}}", status_code=202, tags=["payment methods"])
async def remove_payment_method(request: AnyRequest, world: Here, method_id: MethodId) -> ASGIResponse:
    """It is forgotten, at the provider as well. What was paid with it can still be given back to it."""
    return await _ask(request, world, RemovePaymentMethod(account_id=user_of(request).id, method_id=method_id))


@post(
    "/bookings/{booking_id:str}/payment-method",
    guards=[shown],
    opt=BOOKINGS | GOES_ON,
    status_code=202,
    tags=["bookings"],
)
async def pay_with_method(
    request: AnyRequest, world: Here, booking_id: BookingId, data: JSONBody[MethodUse]
) -> ASGIResponse:
    """Pay one of mine with what I have saved, as soon as it shows its `payment`. Whether the money comes, it tells.

    With `save` instead, the card that is typed next by its `client_secret` is saved as it pays: ask before it is typed.

    A bank that asks me first is answered on my page by the `client_secret` of the booking, as for a card that is typed.
    """
    user = user_of(request)
    shown = await world.bookings.one(booking_id, user.id)
    if shown is None:
        raise not_found("booking")
    if not (msgspec.json.decode(shown, type=Payable).payment or {}).get("client_secret"):
        raise Problem(409, "nothing_due")
    command = wish(user.id, booking_id, data)
    where = place(world, "bookings", booking_id, user.id, f"booking:{booking_id}")
    return await ask(world, command, asked_of(request, world), where)


def wish(account_id: str, booking_id: str, data: MethodUse) -> PayWithMethod | KeepPaidMethod:
    """Raises Problem where it is neither, or both."""
    about = {"account_id": account_id, "booking_id": booking_id, "event_id": ids.event_of(booking_id)}
    method_id = data.payment_method
    if isinstance(method_id, str) and not data.save:
        return PayWithMethod(**about, method_id=method_id)
    if data.save and method_id is UNSET:
        return KeepPaidMethod(**about)
    raise Problem(422, "invalid", errors=[{"field": "payment_method", "message": "either this or save"}])


async def _ask(request: AnyRequest, world: World, command: ChoosePaymentMethod | RemovePaymentMethod) -> ASGIResponse:
    asked = asked_of(request, world)
    answered = await world.desk.ask(command, asked, asked.wait)
    if answered is None:
        return accepted(Place(command.method_id, HERE, "me"))
    return done(answered, world.settings.retry_after, id=command.method_id)


async def _shown(world: World, one: SavedMethod, chosen: str) -> ShownMethod:
    brand, _, last4 = (await shown_to(world.keyring, one.card) or "").partition(" ")
    expired, default = one.is_expired(datetime.now(UTC)), one.method_id == chosen
    return ShownMethod(one.method_id, brand, last4, one.exp_month, one.exp_year, expired, default)

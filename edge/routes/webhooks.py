"""What providers send. Whoever they are, they are believed by their signature alone."""

from datetime import UTC, datetime

import msgspec
from litestar import post
from stripe import SignatureVerificationError, WebhookSignature

from choreography.envelope import derived
from contracts.base import Message
from contracts.edge import StripeEventReceived, StripeEventUnmatched
from edge import ids
from edge.auth.guards import PUBLIC
from edge.problem import Problem
from edge.routes.common import AnyRequest, asked_of
from edge.settings import EdgeSettings
from edge.world import World

INTENT = "payment_intent"


class Thing(msgspec.Struct):
    """What an event is about: an intent, or something that names one."""

    id: str = ""
    object: str = ""
    payment_intent: str | None = None
    metadata: dict[str, str] | None = None


class Data(msgspec.Struct):
    object: Thing


class Letter(msgspec.Struct):
    id: str
    type: str
    created: int
    data: Data


_decode = msgspec.json.Decoder(Letter).decode


@post("/webhooks/stripe", opt=PUBLIC, request_max_body_size=128 * 1024, status_code=200, tags=["webhooks"])
async def stripe(request: AnyRequest, world: World) -> dict[str, bool]:
    """Answered once the log has it: what was not, is sent again. A second copy has the same id, and is dropped."""
    body = await request.body()
    if not genuine(body, request.headers.get("stripe-signature"), world.settings):
        raise Problem(400, "bad_signature")
    try:
        letter = _decode(body)
    except msgspec.MsgspecError as error:
        raise Problem(422, "invalid") from error
    await world.desk.tell(said(letter, body.decode()), asked_of(request, world), derived("stripe", letter.id))
    return {"received": True}


def genuine(body: bytes, signature: str | None, settings: EdgeSettings) -> bool:
    """By the present secret, or by the one before it."""
    secrets = (settings.stripe_secret.get_secret_value(), settings.stripe_old_secret.get_secret_value())
    return any(secret and _by(secret, body, signature, settings.stripe_tolerance) for secret in secrets)


def _by(secret: str, body: bytes, signature: str | None, tolerance: int) -> bool:
    try:
        return bool(WebhookSignature.verify_header(body, signature, secret, tolerance))
    except (SignatureVerificationError, UnicodeDecodeError):
        return False


def said(letter: Letter, body: str) -> Message:
    thing = letter.data.object
    booking = (thing.metadata or {}).get("booking_id", "")
    fields = {
        "provider_event_id": letter.id,
        "kind": letter.type,
        "provider_id": thing.id if thing.object == INTENT else thing.payment_intent or thing.id,
        "created": datetime.fromtimestamp(letter.created, UTC),
        "body": body,
    }
    if event := ids.event_of(booking):
        return StripeEventReceived(event_id=event, booking_id=booking, **fields)
    return StripeEventUnmatched(**fields)

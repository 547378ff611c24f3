"""What providers send. Whoever they are, they are believed by their signature alone."""

import json
from typing import Any

import msgspec
from litestar import post
from stripe import SignatureVerificationError, WebhookSignature

from choreography.envelope import TEXT_AT_MOST, derived
from contracts.edge import StripeEventNoticed, Webhook, stripe_event, stripe_notice
from contracts.email import RecordBounce
from contracts.identity import account_id
from contracts.webhooks import HEARD
from edge import ids
from edge.auth.guards import PUBLIC
from edge.bodies.bookings import MailBounce
from edge.bodies.words import in_time
from edge.limits.rules import WEBHOOKS
from edge.maintenance.maintenance import GOES_ON
from edge.problem import Problem
from edge.routes.common import AnyRequest, asked_of
from edge.settings import EdgeSettings
from edge.sign_in.address import account_of
from edge.world import Here

IDS = ("provider_event_id", "provider_id", "method_id", "object_id", "event_id", "booking_id")
THIN = "v2.core.event"
"""What the provider calls an event that tells of an object, and nothing of how it is."""


@post(
    "/webhooks/stripe",
    opt=PUBLIC | WEBHOOKS | GOES_ON,
    request_max_body_size=128 * 1024,
    status_code=200,
    tags=["webhooks"],
)
async def stripe(request: AnyRequest, world: Here) -> dict[str, bool]:
    """Answered once the log has it: what was not, is sent again. A second copy has the same id, and is dropped.

    What nobody hears is taken, and told to nobody.
    """
    body = await request.body()
    if not genuine(body, request.headers.get("stripe-signature"), world.settings):
        raise Problem(400, "bad_signature")
    if event := said(body.decode(), world.settings):
        await world.desk.tell(event, asked_of(request, world), derived("stripe", event.provider_event_id))
    return {"received": True}


@post("/webhooks/mail", opt=PUBLIC | WEBHOOKS | GOES_ON, status_code=200, tags=["webhooks"])
async def mail(request: AnyRequest, world: Here) -> dict[str, bool]:
    """A mail came back, says who mails for us: `address`, and whether for good (`hard`). Signed in Stripe's form.

    The address becomes its account here, and goes no further.
    """
    body, secret = await request.body(), world.settings.mail_secret.get_secret_value()
    if not is_signed(body, request.headers.get("boxoffice-signature"), (secret,), world.settings.stripe_tolerance):
        raise Problem(400, "bad_signature")
    bounce = bounced(body)
    account = account_id((await account_of(world, bounce.address))[0])
    command = RecordBounce(
        account_id=account, message_id=bounce.message_id, hard=bounce.kind == "hard", code=bounce.code
    )
    once = derived("bounce", account, bounce.message_id, bounce.kind) if bounce.message_id else ids.fresh()
    await world.desk.tell(command, asked_of(request, world), once)
    return {"received": True}


def bounced(body: bytes) -> MailBounce:
    """Raises Problem for what is signed, but no bounce."""
    try:
        return msgspec.json.decode(body, type=MailBounce)
    except msgspec.MsgspecError as error:
        raise Problem(422, "invalid") from error


def said(body: str, settings: EdgeSettings) -> Webhook | StripeEventNoticed | None:
    """None of a kind that nobody hears. Raises Problem for what is signed, but no event, or not of our account."""
    try:
        event = json.loads(body)
        if not ours(event, settings.stripe_live):
            raise Problem(400, "other_account")
        told = kept(stripe_notice(event) if event.get("object") == THIN else stripe_event(event))
        return told if told.kind in HEARD else None
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, OSError) as error:
        raise Problem(422, "invalid") from error


def kept(event: Webhook | StripeEventNoticed) -> Webhook | StripeEventNoticed:
    """Raises ValueError for what no record or no table could keep: it would be a dead letter wherever it is heard."""
    in_time(getattr(event, "created", None))
    if not -(2**63) <= getattr(event, "price", 0) < 2**63:
        raise ValueError("a number beyond 64 bits")
    for id_ in (getattr(event, name, "none") for name in IDS):
        if not 0 < len(id_.encode()) <= TEXT_AT_MOST or "\0" in id_:
            raise ValueError("an id that is none")
    event.model_dump_json()  # raises for half a character
    return event


def ours(event: dict[str, Any], live: bool | None) -> bool:
    """Who listens for all accounts of a platform hears of others' money, too, and a test mode's is none. An event that
    does not say its mode is of neither."""
    return not (event.get("account") or event.get("context")) and live in (None, event.get("livemode"))


def genuine(body: bytes, signature: str | None, settings: EdgeSettings) -> bool:
    """By the present secret, or by the one before it."""
    secrets = (settings.stripe_secret.get_secret_value(), settings.stripe_old_secret.get_secret_value())
    return is_signed(body, signature, secrets, settings.stripe_tolerance)


def is_signed(body: bytes, signature: str | None, secrets: tuple[str, ...], tolerance: int) -> bool:
    """By one of these; an empty one signs nothing."""
    return any(secret and _by(secret, body, signature, tolerance) for secret in secrets)


def _by(secret: str, body: bytes, signature: str | None, tolerance: int) -> bool:
    try:
        return bool(WebhookSignature.verify_header(body, signature, secret, tolerance))
    except (SignatureVerificationError, UnicodeDecodeError):
        return False

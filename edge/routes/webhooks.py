"""What providers send. Whoever they are, they are believed by their signature alone."""

from litestar import post
from stripe import SignatureVerificationError, WebhookSignature

from choreography.envelope import derived
from contracts.email import RecordBounce
from contracts.identity import account_id
from edge import ids
from edge.auth.guards import PUBLIC
from edge.bodies.bookings import MailBounce
from edge.door.wrong_fields import by_hand
from edge.limits.rules import WEBHOOKS
from edge.maintenance.maintenance import GOES_ON
from edge.problem import Problem
from edge.routes.common import AnyRequest, asked_of
from edge.routes.stripe_said import said
from edge.settings import EdgeSettings
from edge.sign_in.address import account_of
from edge.world import Here


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
    if event := said(body.decode(), world.settings.stripe_live):
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
    bounce = by_hand(body, MailBounce)
    account = account_id((await account_of(world, bounce.address))[0])
    command = RecordBounce(
        account_id=account, message_id=bounce.message_id, hard=bounce.kind == "hard", code=bounce.code
    )
    once = derived("bounce", account, bounce.message_id, bounce.kind) if bounce.message_id else ids.fresh()
    await world.desk.tell(command, asked_of(request, world), once)
    return {"received": True}


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

"""Where the payer's page is served and its form is sent."""

from litestar import Response, Router, get, post
from litestar.di import NamedDependency
from litestar.params import FromPath

from ops.stripe_fake.cards import by_method
from ops.stripe_fake.confirming import confirm
from ops.stripe_fake.desk import Desk
from ops.stripe_fake.errors import ApiError, missing
from ops.stripe_fake.fake import Fake
from ops.stripe_fake.form import decode
from ops.stripe_fake.gate import Incoming
from ops.stripe_fake.objects import PaymentIntent
from ops.stripe_fake.params import Params, required, text
from ops.stripe_fake.payer_page import page
from ops.stripe_fake.settling import authenticate

POLICY = "default-src 'none'; style-src 'unsafe-inline'; form-action 'self'; base-uri 'none'"


def shown(intent: PaymentIntent, message: str = "") -> Response[str]:
    headers = {"Content-Security-Policy": POLICY, "Cache-Control": "no-store"}
    return Response(page(intent, message), media_type="text/html", status_code=200, headers=headers)


def found(fake: Fake, client_secret: str) -> tuple[Desk, PaymentIntent]:
    """404 unless the whole client secret is right."""
    id = client_secret.partition("_secret_")[0]
    desk = fake.desk_of(id)
    intent = desk.books.intents.get(id)
    if intent.client_secret != client_secret:
        raise missing("payment_intent", id)
    return desk, intent


@get("/{client_secret:str}")
async def show(client_secret: FromPath[str], fake: NamedDependency[Fake]) -> Response[str]:
    return shown(found(fake, client_secret)[1])


@post("/{client_secret:str}")
async def send(client_secret: FromPath[str], fake: NamedDependency[Fake], request: Incoming) -> Response[str]:
    desk, intent = found(fake, client_secret)
    try:
        act(desk, intent, decode((await request.body()).decode(errors="replace")))
    except ApiError as wrong:
        return shown(intent, wrong.message)
    return shown(intent)


def act(desk: Desk, intent: PaymentIntent, form: Params) -> None:
    """Proves who the payer is, or pays; an `ApiError` tells why not."""
    if passed := text(form, "passed"):
        authenticate(desk, intent, passed=passed == "yes")
    else:
        confirm(desk, intent, by_method(required(form, "method")))


payer = Router("/pay", route_handlers=[show, send])

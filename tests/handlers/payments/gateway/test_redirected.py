import pytest
from aiohttp import web
from aiohttp.test_utils import TestServer
from pydantic import SecretStr
from stripe import StripeError

from handlers.payments.settings import StripeSettings
from handlers.payments.stripe_gateway import stripe_gateway

pytestmark = pytest.mark.real


async def test_where_a_redirect_leads_nobody_goes() -> None:
    asked: list[str] = []

    async def elsewhere(request: web.Request) -> web.Response:
        asked.append(request.path)
        raise web.HTTPTemporaryRedirect("/stolen")

    app = web.Application()
    app.router.add_route("*", "/{path:.*}", elsewhere)
    async with TestServer(app) as server:
        settings = StripeSettings(key=SecretStr("sk_test"), base=str(server.make_url("")).rstrip("/"))
        async with stripe_gateway(settings) as gateway:
            with pytest.raises(StripeError):
                await gateway.retrieve("pi_1")
    assert asked == ["/v1/payment_intents/pi_1"]

"""The two gateways, each with its provider's other side: who pays, who declines, what goes wrong."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import Any

from aiohttp import ClientSession, web
from pydantic import SecretStr

from choreography.effects import TryAgain
from handlers.payments.gateway import Gateway, Intent
from handlers.payments.memory_gateway import MemoryGateway
from handlers.payments.settings import StripeSettings
from handlers.payments.stripe_gateway import stripe_gateway
from ops.stripe_fake import Endpoint, Settings, serving
from tests.eventually import eventually

METADATA = {"event_id": "e1", "booking_id": "e1-b1", "buyer_id": "ben"}
KEY = {"Authorization": "Bearer sk_test_boxoffice"}
NOT_PASSED = "payment_intent_authentication_failure"
"""Why a card is declined whose payer did not pass."""
Trouble = Callable[[str, str], Awaitable[None]]


@dataclass
class Side:
    """`trouble(call, how)` spoils the next such call: `away` does nothing, `silent` does it and never answers."""

    gateway: Gateway
    pay: Callable[[str], Awaitable[None]]
    decline: Callable[[str], Awaitable[None]]
    refund_fails: Callable[[str], Awaitable[None]]
    trouble: Trouble
    dispute: Callable[[str], Awaitable[str]]
    """The bank takes the money back; the dispute's id."""
    decide: Callable[[str, bool], Awaitable[None]]
    """The dispute is won, or lost."""
    hand_in: Callable[[str], Awaitable[str]]
    """A good card is typed by whoever has this client secret; the method's id."""
    ask: Callable[[str], Awaitable[None]]
    """A card is typed whose bank asks the payer first (3-D Secure)..."""
    answer: Callable[[str, bool], Awaitable[None]]
    """...who passes, or does not."""
    pay_slowly: Callable[[str], Awaitable[None]]
    """With a method by which the money comes, or does not, after days..."""
    settle: Callable[[str, bool], Awaitable[None]]
    """...which are over."""
    webhooks: list[dict[str, Any]] = field(default_factory=list)
    heard: Callable[[], None] = lambda: None
    """Called where webhooks are waited for."""

    async def hears(self, *kinds: str) -> dict[str, dict[str, Any]]:
        """By kind, the last webhook of each, once there is one."""
        self.heard()
        await eventually(lambda: {one["type"] for one in self.webhooks} >= set(kinds))
        return {one["type"]: one for one in self.webhooks}

    async def intent(self, key: str = "k1") -> Intent:
        return await self.gateway.create_intent(5_000, "EUR", METADATA, key)

    async def paid(self) -> str:
        made = await self.intent()
        await self.pay(made.provider_id)
        return made.provider_id


@asynccontextmanager
async def memory_side() -> AsyncIterator[Side]:
    spoilt: list[str] = []
    webhooks: list[dict[str, Any]] = []

    async def point(name: str) -> None:
        if name in spoilt:
            spoilt.remove(name)
            raise TryAgain(name)

    async def trouble(call: str, how: str) -> None:
        spoilt.append(f"{call} {'before' if how == 'away' else 'after'}")

    gateway = MemoryGateway(lambda: datetime.now(UTC), webhooks.append, point)

    async def dispute(provider_id: str) -> str:
        return gateway.dispute(provider_id)

    async def decide(id_: str, won: bool) -> None:
        gateway.dispute_ends(id_, won=won)

    async def hand_in(secret: str) -> str:
        return gateway.hand_in(secret)

    async def answer(provider_id: str, passed: bool) -> None:
        if passed:
            gateway.pay(provider_id)
        else:
            gateway.decline(provider_id, NOT_PASSED)

    async def settle(provider_id: str, succeeded: bool) -> None:
        (gateway.pay if succeeded else gateway.decline)(provider_id)

    payer = later(gateway.pay), later(gateway.decline), later(gateway.refund_fails)
    asked = later(gateway.challenge), answer, later(gateway.pay_slowly), settle
    yield Side(gateway, *payer, trouble, dispute, decide, hand_in, *asked, webhooks)


def later(act: Callable[[str], None]) -> Callable[[str], Awaitable[None]]:
    async def acting(provider_id: str) -> None:
        act(provider_id)

    return acting


ROUTES = {
    "create_customer": "customers.create",
    "create_intent": "payment_intents.create",
    "refund": "refunds.create",
    "cancel_intent": "payment_intents.cancel",
}


@asynccontextmanager
async def fake_side() -> AsyncIterator[Side]:
    webhooks: list[dict[str, Any]] = []

    async def receive(request: web.Request) -> web.Response:
        webhooks.append(await request.json())
        return web.Response()

    app = web.Application()
    app.router.add_post("/", receive)
    runner = web.AppRunner(app)
    await runner.setup()
    await web.TCPSite(runner, "127.0.0.1", 0).start()
    here = Endpoint(f"http://127.0.0.1:{runner.addresses[0][1]}/", "whsec")
    async with serving(Settings(endpoint=here, at_once=1)) as url:
        settings = StripeSettings(base=url, key=SecretStr("sk_test_boxoffice"), timeout=3)
        async with stripe_gateway(settings) as gateway, ClientSession(url) as http:
            yield Side(gateway, *acts(http), webhooks)
    await runner.cleanup()


def acts(http: ClientSession) -> tuple[Any, ...]:
    """In the order in which a side has them."""
    return *with_a_card(http), *going_wrong(http), *disputing(http), saving(http), *asked_first(http), *slowly(http)


async def post(http: ClientSession, path: str, **asked: Any) -> Any:
    async with http.post(path, headers=KEY, **asked) as answer:
        assert answer.status in (200, 201, 402), await answer.text()
        return await answer.json()


def paying_by(http: ClientSession, method: str) -> Any:
    async def confirm(provider_id: str) -> None:
        form = {"payment_method": method, "return_url": "http://127.0.0.1/"}
        await post(http, f"/v1/payment_intents/{provider_id}/confirm", data=form)

    return confirm


def with_a_card(http: ClientSession) -> tuple[Any, ...]:
    return paying_by(http, "pm_card_visa"), paying_by(http, "pm_card_chargeDeclined")


def going_wrong(http: ClientSession) -> tuple[Any, ...]:
    async def refund_fails(provider_id: str) -> None:
        async with http.get("/v1/refunds", params={"payment_intent": provider_id}, headers=KEY) as answer:
            newest = (await answer.json())["data"][0]["id"]
        await post(http, f"/_fake/refunds/{newest}/settle", json={"status": "failed"})

    async def trouble(call: str, how: str) -> None:
        fault = {"route": ROUTES[call], "answer": "timeout" if how == "silent" else "500"}
        await post(http, "/_fake/faults", json=fault)

    return refund_fails, trouble


def disputing(http: ClientSession) -> tuple[Any, ...]:
    async def dispute(provider_id: str) -> str:
        return str((await post(http, f"/_fake/payment_intents/{provider_id}/dispute", json={}))["id"])

    async def decide(id_: str, won: bool) -> None:
        await post(http, f"/_fake/disputes/{id_}/settle", json={"status": "won" if won else "lost"})

    return dispute, decide


def saving(http: ClientSession) -> Any:
    async def hand_in(secret: str) -> str:
        form = {"payment_method": "pm_card_visa", "client_secret": secret}
        path = f"/v1/setup_intents/{secret.partition('_secret')[0]}/confirm"
        return str((await post(http, path, data=form))["payment_method"])

    return hand_in


def asked_first(http: ClientSession) -> tuple[Any, ...]:
    async def answer(provider_id: str, passed: bool) -> None:
        await post(http, f"/_fake/payment_intents/{provider_id}/authenticate", json={"passed": passed})

    return paying_by(http, "pm_card_authenticationRequired"), answer


def slowly(http: ClientSession) -> tuple[Any, ...]:
    async def settle(provider_id: str, succeeded: bool) -> None:
        status = "succeeded" if succeeded else "failed"
        await post(http, f"/_fake/payment_intents/{provider_id}/settle", json={"status": status})

    return paying_by(http, "pm_usBankAccount_success"), settle

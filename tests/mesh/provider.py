"""The payment provider, as the payer and the bank see it: in memory, and the fake on a socket."""

import asyncio
import json
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any, Protocol

from aiohttp import ClientSession, web
from stripe import Webhook

from choreography.effects import TryAgain
from choreography.envelope import derived
from contracts.edge import stripe_event
from handlers.payments.memory_gateway import MemoryGateway
from tests.mesh.profiles import Mesh

SECRET = "whsec_mesh"
KEY = {"Authorization": "Bearer sk_test_boxoffice"}


class Provider(Protocol):
    async def pays(self, provider_id: str, received: int | None = None) -> None:
        """The card is good. Where `received` is given, the webhook tells of so much."""
        ...

    async def declines(self, provider_id: str) -> None: ...

    async def status(self, provider_id: str) -> str: ...

    async def refunds(self, provider_id: str) -> list[str]:
        """The statuses of all that were ever made."""
        ...

    async def hold(self) -> None:
        """No webhook is sent until they are released."""
        ...

    async def release(self) -> None:
        """Those held are sent, the newest first and each twice."""
        ...

    async def away(self, call: str, times: int) -> None:
        """The next calls of create, cancel or refund are answered with an error, and nothing is done."""
        ...

    async def back(self) -> None: ...


async def heard(mesh: Mesh, body: str, *, twice: bool = False) -> None:
    """What the edge says of a webhook. A copy may come under another id, days later."""
    event = json.loads(body)
    said = stripe_event(event, body)
    await mesh.say(said, id=derived("stripe", event["id"]))
    if twice:
        await mesh.say(said, id=str(uuid.uuid4()))


class InMemory:
    def __init__(self, mesh: Mesh) -> None:
        self.mesh, self.gateway = mesh, mesh.gateway
        self.held: list[dict[str, Any]] | None = None
        self.failing: dict[str, int] = {}
        self.sending: set[asyncio.Task[None]] = set()
        self.gateway.tell, self.gateway.point = self.tell, self.point

    def tell(self, event: dict[str, Any]) -> None:
        if self.held is not None:
            self.held.append(event)
            return
        self.sending.add(task := asyncio.create_task(heard(self.mesh, json.dumps(event))))
        task.add_done_callback(self.sending.discard)

    async def point(self, name: str) -> None:
        call, when = name.split()
        if when == "before" and (left := self.failing.get(call.split("_")[0], 0)):
            self.failing[call.split("_")[0]] = left - 1
            raise TryAgain("away")

    async def pays(self, provider_id: str, received: int | None = None) -> None:
        self.gateway.pay(provider_id, received)

    async def declines(self, provider_id: str) -> None:
        self.gateway.decline(provider_id)

    async def status(self, provider_id: str) -> str:
        return self.gateway.intents[provider_id].status

    async def refunds(self, provider_id: str) -> list[str]:
        return [refund.status for refund in self.gateway.refunds.get(provider_id, ())]

    async def hold(self) -> None:
        self.held = []

    async def release(self) -> None:
        held, self.held = self.held or [], None
        for event in reversed(held):
            await heard(self.mesh, json.dumps(event), twice=True)

    async def away(self, call: str, times: int) -> None:
        self.failing[call] = times

    async def back(self) -> None:
        self.failing.clear()


def memory_provider(mesh: Mesh) -> Provider:
    assert isinstance(mesh.gateway, MemoryGateway)
    return InMemory(mesh)


CALLS = {"create": "payment_intents.create", "cancel": "payment_intents.cancel", "refund": "refunds.create"}


class Fake:
    def __init__(self, mesh: Mesh, http: ClientSession) -> None:
        self.mesh, self.http, self.twice = mesh, http, False

    async def receive(self, request: web.Request) -> web.Response:
        body = await request.read()
        Webhook.construct_event(body, request.headers["Stripe-Signature"], SECRET)  # type: ignore[no-untyped-call]
        await heard(self.mesh, body.decode(), twice=self.twice)
        return web.Response()

    async def ask(self, method: str, path: str, body: Any = None) -> Any:
        async with self.http.request(method, path, json=body) as answer:
            text = await answer.text()
            assert answer.ok, text
            return json.loads(text) if text else None

    async def confirm(self, provider_id: str, card: str) -> None:
        path, back = f"/v1/payment_intents/{provider_id}/confirm", "http://127.0.0.1/back"
        form = {"payment_method": card, "return_url": back}
        async with self.http.post(path, data=form, headers=KEY) as answer:
            assert answer.status in (200, 402), await answer.text()

    async def intent(self, provider_id: str) -> dict[str, Any]:
        async with self.http.get(f"/v1/payment_intents/{provider_id}", headers=KEY) as answer:
            found: dict[str, Any] = await answer.json()
            return found

    async def pays(self, provider_id: str, received: int | None = None) -> None:
        if received is None:
            await self.confirm(provider_id, "pm_card_visa")
            return
        forged = await self.intent(provider_id) | {"amount_received": received}
        await self.ask("POST", "/_fake/events", {"type": "payment_intent.succeeded", "object": forged})

    async def declines(self, provider_id: str) -> None:
        await self.confirm(provider_id, "pm_card_chargeDeclined")

    async def status(self, provider_id: str) -> str:
        return str((await self.intent(provider_id))["status"])

    async def refunds(self, provider_id: str) -> list[str]:
        async with self.http.get("/v1/refunds", params={"payment_intent": provider_id}, headers=KEY) as answer:
            return [one["status"] for one in (await answer.json())["data"]]

    async def hold(self) -> None:
        await self.ask("POST", "/_fake/rules", {"type": "*", "hold": True})

    async def release(self) -> None:
        self.twice = True
        await self.ask("DELETE", "/_fake/rules")
        await self.ask("POST", "/_fake/release", {"order": "reverse"})

    async def away(self, call: str, times: int) -> None:
        await self.ask("POST", "/_fake/faults", {"route": CALLS[call], "answer": "500", "times": times})

    async def back(self) -> None:
        await self.ask("DELETE", "/_fake/faults")


@asynccontextmanager
async def fake_provider(mesh: Mesh, url: str) -> AsyncIterator[Provider]:
    """Its webhooks are received here, their signatures checked."""
    async with ClientSession(url) as http:
        fake, app = Fake(mesh, http), web.Application()
        app.router.add_post("/webhooks", fake.receive)
        runner = web.AppRunner(app)
        await runner.setup()
        await web.TCPSite(runner, "127.0.0.1", 0).start()
        here = f"http://127.0.0.1:{runner.addresses[0][1]}/webhooks"
        await fake.ask("PUT", "/_fake/endpoint", {"url": here, "secret": SECRET})
        yield fake
        await fake.ask("DELETE", "/_fake/endpoint")
        await fake.ask("DELETE", "/_fake/rules")
        await fake.ask("DELETE", "/_fake/faults")
        await runner.cleanup()

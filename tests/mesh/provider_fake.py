"""The provider of the real mesh: the fake on a socket, and the hook on which it hangs its webhooks."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from time import time
from typing import Any

from aiohttp import ClientSession, web
from stripe import Webhook

from tests.mesh.profiles import Mesh
from tests.mesh.provider import Provider, heard

SECRET = "whsec_mesh"
KEY = {"Authorization": "Bearer sk_test_boxoffice"}
CALLS = {
    "create": "payment_intents.create", "cancel": "payment_intents.cancel", "charge": "payment_intents.confirm",
    "refund": "refunds.create",
}  # fmt: skip


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

    async def hands_in(self, client_secret: str) -> str:
        form = {"payment_method": "pm_card_visa", "client_secret": client_secret}
        path = f"/v1/setup_intents/{client_secret.partition('_secret')[0]}/confirm"
        async with self.http.post(path, data=form, headers=KEY) as answer:
            assert answer.status == 200, await answer.text()
            return str((await answer.json())["payment_method"])

    async def asks(self, provider_id: str) -> None:
        await self.confirm(provider_id, "pm_card_authenticationRequired")

    async def answers(self, provider_id: str, *, passed: bool) -> None:
        await self.ask("POST", f"/_fake/payment_intents/{provider_id}/authenticate", {"passed": passed})

    async def pays_slowly(self, provider_id: str) -> None:
        await self.confirm(provider_id, "pm_usBankAccount_success")

    async def settles(self, provider_id: str, *, succeeded: bool) -> None:
        status = "succeeded" if succeeded else "failed"
        await self.ask("POST", f"/_fake/payment_intents/{provider_id}/settle", {"status": status})

    async def declines(self, provider_id: str) -> None:
        await self.confirm(provider_id, "pm_card_chargeDeclined")

    async def status(self, provider_id: str) -> str:
        return str((await self.intent(provider_id))["status"])

    async def refunds(self, provider_id: str) -> list[str]:
        async with self.http.get("/v1/refunds", params={"payment_intent": provider_id}, headers=KEY) as answer:
            return [one["status"] for one in (await answer.json())["data"]]

    async def gives_back(self, provider_id: str, price: int) -> None:
        form = {"payment_intent": provider_id, "amount": str(price)}
        async with self.http.post("/v1/refunds", data=form, headers=KEY) as answer:
            assert answer.status == 200, await answer.text()

    async def disputes(self, provider_id: str) -> str:
        made = await self.ask("POST", f"/_fake/payment_intents/{provider_id}/dispute", {"reason": "fraudulent"})
        return str(made["id"])

    async def decides(self, dispute_id: str, status: str) -> None:
        await self.ask("POST", f"/_fake/disputes/{dispute_id}/settle", {"status": status})

    async def hold(self) -> None:
        await self.ask("POST", "/_fake/rules", {"type": "*", "hold": True})

    async def release(self) -> None:
        self.twice = True
        await self.ask("DELETE", "/_fake/rules")
        await self.ask("POST", "/_fake/release", {"order": "reverse"})

    async def away(self, call: str, times: int) -> None:
        await self.ask("POST", "/_fake/faults", {"route": CALLS[call], "answer": "500", "times": times})

    async def silent(self, call: str, times: int) -> None:
        await self.ask("POST", "/_fake/faults", {"route": CALLS[call], "answer": "timeout", "times": times})

    async def made(self) -> int:
        counts = (await self.ask("GET", "/_fake/"))["accounts"].values()
        return sum(int(one["intents"]) for one in counts)

    async def mute(self) -> None:
        await self.ask("POST", "/_fake/rules", {"type": "*", "lose": True})

    async def owes(self, provider_id: str, received: int, status: str = "succeeded") -> None:
        changed = {"amount_received": received, "status": status}
        await self.ask("PATCH", f"/_fake/objects/{provider_id}", changed)

    async def ages(self, id_: str) -> None:
        await self.ask("PATCH", f"/_fake/objects/{id_}", {"created": int(time()) - 9 * 86_400})

    async def stranger(self, price: int) -> str:
        form = {"amount": str(price), "currency": "eur", "payment_method": "pm_card_visa", "confirm": "true"}
        async with self.http.post("/v1/payment_intents", data=form, headers=KEY) as answer:
            assert answer.status == 200, await answer.text()
            return str((await answer.json())["id"])

    async def back(self) -> None:
        await self.ask("DELETE", "/_fake/rules")
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

"""Stands where the shop's webhook route would be."""

from dataclasses import dataclass, field

from aiohttp import web
from stripe import Event, Webhook

SECRET, OLD_SECRET = "whsec_new", "whsec_old"


@dataclass
class Got:
    body: bytes
    signature: str | None

    def event(self, secret: str = SECRET) -> Event:
        """Raises `SignatureVerificationError` for what was not signed with this secret."""
        event: Event = Webhook.construct_event(self.body, self.signature, secret)
        return event


@dataclass
class Receiver:
    url: str = ""
    got: list[Got] = field(default_factory=list)
    statuses: list[int] = field(default_factory=list)

    async def receive(self, request: web.Request) -> web.Response:
        self.got.append(Got(await request.read(), request.headers.get("Stripe-Signature")))
        return web.Response(status=self.statuses.pop(0) if self.statuses else 200)

    def types(self) -> list[str]:
        return [got.event().type for got in self.got]

    def of(self, type: str) -> list[Event]:
        return [event for got in self.got if (event := got.event()).type == type]

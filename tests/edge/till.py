"""Where buyers pay, with a card that is accepted; the provider tells it to the door."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass

import httpx2

from edge.settings import EdgeSettings
from tests.edge.front import Front, Person

SECRET = EdgeSettings().stripe_secret.get_secret_value()
KEY = {"Authorization": "Bearer sk_test_boxoffice"}


@dataclass
class Till:
    stripe: httpx2.AsyncClient

    async def pays(self, buyer: Person, booking: str, method: str = "pm_card_visa") -> str:
        """As soon as the buyer is shown how; the payment's id at the provider."""
        shown = await buyer.becomes(f"/bookings/{booking}", lambda shown: shown["payment"])
        form = {"payment_method": method, "return_url": "http://127.0.0.1/back"}
        intent = str(shown["payment"]["provider_id"])
        paid = await self.stripe.post(f"/v1/payment_intents/{intent}/confirm", data=form)
        assert paid.status_code == 200, paid.text
        return intent

    async def settles(self, intent: str) -> None:
        """The money of a slow payment arrives."""
        said = await self.stripe.post(f"/_fake/payment_intents/{intent}/settle", json={"status": "succeeded"})
        assert said.is_success, said.text

    async def hands_in(self, secret: str, method: str = "pm_card_visa") -> str:
        """A card is typed on the page that has the secret; the id under which it is kept."""
        form = {"payment_method": method, "client_secret": secret}
        said = await self.stripe.post(f"/v1/setup_intents/{secret.partition('_secret')[0]}/confirm", data=form)
        assert said.status_code == 200, said.text
        return str(said.json()["payment_method"])

    async def keeps(self, method: str) -> bool:
        """For anybody."""
        return bool((await self.stripe.get(f"/v1/payment_methods/{method}")).json()["customer"])


@asynccontextmanager
async def till(stripe_url: str, front: Front) -> AsyncIterator[Till]:
    async with httpx2.AsyncClient(base_url=stripe_url, headers=KEY) as stripe:
        hook = {"url": str(front.client.base_url.join("/webhooks/stripe")), "secret": SECRET}
        await stripe.put("/_fake/endpoint", json=hook)
        yield Till(stripe)
        await stripe.delete("/_fake/endpoint")


@asynccontextmanager
async def at_memory(stripe_url: str) -> AsyncIterator[Till]:
    """The provider of a box office in memory knows its door."""
    async with httpx2.AsyncClient(base_url=stripe_url, headers=KEY) as stripe:
        yield Till(stripe)

"""The payment provider of that day: the fake that the box office runs with, and what it says of itself."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import suppress
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING, Any

import aiohttp

from ops.client.paying import pay, save

if TYPE_CHECKING:
    from handlers.payments.gateway import ObjectKind

OUT = ("None", "rate_limit")
"""What a provider in trouble answers in place of a code."""
KEY = {"Authorization": "Bearer sk_test_boxoffice"}
TRIES = 120
"""Of a payment, two a second."""
BACK = timedelta(minutes=1)
"""Its clock may be another."""


@dataclass
class Bank:
    http: aiohttp.ClientSession
    address: str
    since: datetime

    async def pays(self, secret: str, card: str) -> str:
        """The payment's status, or the code with which it was declined; empty if it answers nothing for a minute."""
        for _ in range(TRIES):
            with suppress(aiohttp.ClientError):
                if (said := await pay(self.http, self.address, secret, card)) not in OUT:
                    return said
            await asyncio.sleep(0.5)
        return ""

    async def keeps(self, secret: str, card: str) -> str:
        """The id of the card that is kept; empty if it answers nothing for a minute."""
        for _ in range(TRIES):
            with suppress(aiohttp.ClientError):
                if kept := await save(self.http, self.address, secret, card):
                    return kept
            await asyncio.sleep(0.5)
        return ""

    async def control(self, path: str, **what: Any) -> dict[str, Any]:
        """What a payer, a bank or an accident does there."""
        async with self.http.post(f"{self.address}/_fake/{path}", json=what) as answer:
            answer.raise_for_status()
            return dict(await answer.json())

    async def loses_a_webhook(self) -> None:
        """The next that says of money that it is here."""
        await self.control("rules", type="payment_intent.succeeded", times=1, lose=True)

    async def refund_of(self, intent: str) -> str:
        """Its id; empty while there is none."""
        where, of = f"{self.address}/v1/refunds", {"payment_intent": intent}
        async with self.http.get(where, params=of, headers=KEY) as answer:
            found = (await answer.json()).get("data", []) if answer.ok else []
        return str(found[0]["id"]) if found else ""

    async def pays_for_nothing(self) -> None:
        """Money of nobody."""
        form = {"amount": 700, "currency": "eur", "payment_method": "pm_card_visa", "confirm": "true"}
        where = f"{self.address}/v1/payment_intents"
        async with self.http.post(where, data=form | {"return_url": self.address}, headers=KEY) as answer:
            answer.raise_for_status()

    async def holds(self, events: set[str]) -> int:
        """What was paid for these events, less what went back and what banks have."""
        sums = [one async for one in self._had("intent", events)]
        ours = {one["id"] for one in sums}
        disputes = [one async for one in self._had("dispute", set()) if one["payment_intent"] in ours]
        away: int = sum(moved["amount"] for one in disputes for moved in one["balance_transactions"])
        return away + sum(int(one["amount_received"]) - int(one["amount_refunded"]) for one in sums)

    async def _had(self, kind: "ObjectKind", events: set[str]) -> AsyncIterator[dict[str, Any]]:
        """As payments reads it, page by page; without events, all."""
        from handlers.payments.settings import StripeSettings  # noqa: PLC0415 the provider's client takes a while
        from handlers.payments.stripe_gateway import stripe_gateway  # noqa: PLC0415

        async with stripe_gateway(StripeSettings(base=self.address)) as gateway:
            after, more = "", True
            while more:
                page = await gateway.listed(kind, self.since - BACK, after)
                for one in page.objects:
                    if not events or (one.get("metadata") or {}).get("event_id") in events:
                        yield one
                more = bool(after := page.next)


def now() -> datetime:
    return datetime.now(UTC)

"""The provider itself, in its test mode. What only a script can bring about there is skipped, and says so."""

import os
import uuid
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from datetime import datetime
from typing import Any, NoReturn

import pytest
import stripe
from pydantic import SecretStr

from handlers.payments.gateway import Intent, Listed, ObjectKind, Refund
from handlers.payments.settings import StripeSettings
from handlers.payments.stripe_gateway import StripeGateway, stripe_gateway
from handlers.payments.wallet import Method
from tests.handlers.payments.gateway.sides import Side

KEY, BASE = "BOXOFFICE_STRIPE_TEST_KEY", "BOXOFFICE_STRIPE_TEST_BASE"
BACK = "https://example.com/"


class Fresh:
    """The gateway with keys of its own: the provider remembers those of earlier runs."""

    def __init__(self, gateway: StripeGateway) -> None:
        self.gateway, self.run = gateway, uuid.uuid4().hex

    async def create_intent(self, price: int, currency: str, metadata: dict[str, str], key: str) -> Intent:
        return await self.gateway.create_intent(price, currency, metadata, f"{self.run} {key}")

    async def cancel_intent(self, provider_id: str, key: str) -> Intent:
        return await self.gateway.cancel_intent(provider_id, f"{self.run} {key}")

    async def refund(
        self, provider_id: str, price: int, metadata: dict[str, str], key: str, *, first: bool = False
    ) -> Refund:
        return await self.gateway.refund(provider_id, price, metadata, f"{self.run} {key}", first=first)

    async def retrieve(self, provider_id: str) -> Intent:
        return await self.gateway.retrieve(provider_id)

    async def card(self, provider_id: str) -> str:
        return await self.gateway.card(provider_id)

    async def shown(self, kind: ObjectKind, id_: str) -> dict[str, Any]:
        return await self.gateway.shown(kind, id_)

    async def create_customer(self, account_id: str, key: str) -> str:
        return await self.gateway.create_customer(account_id, f"{self.run} {key}")

    async def delete_customer(self, customer_id: str) -> None:
        await self.gateway.delete_customer(customer_id)

    async def create_setup(self, customer_id: str, key: str) -> str:
        return await self.gateway.create_setup(customer_id, f"{self.run} {key}")

    async def method(self, method_id: str) -> Method | None:
        return await self.gateway.method(method_id)

    async def detach(self, method_id: str) -> None:
        await self.gateway.detach(method_id)

    async def keep_paid(self, provider_id: str, customer_id: str, key: str) -> None:
        await self.gateway.keep_paid(provider_id, customer_id, f"{self.run} {key}")

    async def charge(self, provider_id: str, customer_id: str, method_id: str, key: str) -> None:
        await self.gateway.charge(provider_id, customer_id, method_id, f"{self.run} {key}")

    async def listed(self, kind: ObjectKind, since: datetime, after: str) -> Listed:
        return await self.gateway.listed(kind, since, after)

    async def changed(self, since: datetime, after: str) -> Listed:
        return await self.gateway.changed(since, after)


@asynccontextmanager
async def own_test_mode(key: str) -> AsyncIterator[Side]:
    if not key.startswith(("sk_test_", "rk_test_")):
        pytest.fail(f"{KEY} is no key of a test mode: no test may move real money")
    base = os.environ.get(BASE, "https://api.stripe.com")
    async with stripe_gateway(StripeSettings(base=base, key=SecretStr(key), timeout=20)) as gateway:

        async def confirm(provider_id: str, card: str) -> None:
            with suppress(stripe.CardError):
                await gateway.intents.confirm_async(provider_id, {"payment_method": card, "return_url": BACK})

        async def pay(provider_id: str) -> None:
            await confirm(provider_id, "pm_card_visa")

        async def decline(provider_id: str) -> None:
            await confirm(provider_id, "pm_card_chargeDeclined")

        async def hand_in(secret: str) -> str:
            form: Any = {"payment_method": "pm_card_visa", "return_url": BACK}
            done = await gateway.setups.confirm_async(secret.partition("_secret")[0], form)
            return str(done.payment_method)

        async def ask(provider_id: str) -> None:
            await confirm(provider_id, "pm_card_authenticationRequired")

        of_the_fake = dict.fromkeys(
            ("refund_fails", "trouble", "dispute", "decide", "answer", "pay_slowly", "settle"), scripted
        )
        yield Side(Fresh(gateway), pay=pay, decline=decline, hand_in=hand_in, ask=ask, heard=scripted, **of_the_fake)


def scripted(*_: Any) -> NoReturn:
    pytest.skip("only a fake does this when it is told to")

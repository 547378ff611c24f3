"""Cards that the provider keeps for people, over its own SDK."""

from typing import Any

import stripe
from stripe import StripeClient

from handlers.payments.stripe_errors import translated
from handlers.payments.wallet import Method

GONE = "resource_missing"


class StripeWallet:
    def __init__(self, client: StripeClient, back: str = "") -> None:
        """`back` is the address of the shop."""
        self.back = back
        self.customers, self.setups = client.v1.customers, client.v1.setup_intents
        self.methods, self.charged = client.v1.payment_methods, client.v1.payment_intents

    async def create_customer(self, account_id: str, key: str) -> str:
        asked: Any = {"metadata": {"account_id": account_id}}
        with translated():
            return str((await self.customers.create_async(asked, {"idempotency_key": key})).id)

    async def delete_customer(self, customer_id: str) -> None:
        with translated():
            try:
                await self.customers.delete_async(customer_id)
            except stripe.InvalidRequestError as error:
                if error.code != GONE:
                    raise

    async def create_setup(self, customer_id: str, key: str) -> str:
        asked: Any = {"customer": customer_id, "usage": "on_session", "payment_method_types": ["card"]}
        with translated():
            return (await self.setups.create_async(asked, {"idempotency_key": key})).client_secret or ""

    async def method(self, method_id: str) -> Method | None:
        with translated():
            try:
                return method_of(await self.methods.retrieve_async(method_id))
            except stripe.InvalidRequestError as error:
                if error.code != GONE:
                    raise
        return None

    async def detach(self, method_id: str) -> None:
        """Refused for one that was detached before, under whatever code: so what it is then decides."""
        with translated():
            try:
                await self.methods.detach_async(method_id)
            except stripe.InvalidRequestError:
                found = await self.method(method_id)
                if found and found.customer_id:
                    raise

    async def keep_paid(self, provider_id: str, customer_id: str, key: str) -> None:
        asked: Any = {"customer": customer_id, "setup_future_usage": "on_session"}
        with translated():
            await self.charged.update_async(provider_id, asked, {"idempotency_key": key})

    async def charge(self, provider_id: str, customer_id: str, method_id: str, key: str) -> None:
        whose: Any = {"customer": customer_id}
        asked: Any = {"payment_method": method_id, "return_url": self.back}
        with translated():
            await self.charged.update_async(provider_id, whose, {"idempotency_key": f"{key}/customer"})
            await self.charged.confirm_async(provider_id, asked, {"idempotency_key": key})


def method_of(told: stripe.PaymentMethod) -> Method | None:
    card, customer = told.card, told.customer
    if card is None:
        return None
    owner = customer if isinstance(customer, str) else customer.id if customer else ""
    return Method(told.id, owner, card.brand, card.last4 or "", card.exp_month, card.exp_year)

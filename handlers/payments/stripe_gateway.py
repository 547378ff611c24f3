"""The port over the provider's own SDK."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from datetime import datetime
from typing import Any, cast, get_args

import stripe
from stripe import AIOHTTPClient, StripeClient

from contracts.webhooks import FOLLOWED
from handlers.payments.gateway import Intent, Listed, ObjectKind, Refund, same_attempt
from handlers.payments.settings import StripeSettings
from handlers.payments.stripe_errors import translated
from handlers.payments.stripe_wallet import StripeWallet

PAGE = 100
READ = (
    "id", "object", "status", "amount", "amount_received", "currency", "metadata", "payment_intent", "failure_reason",
    "reason", "balance_transactions", "evidence_details", "created",
)  # fmt: skip

NOT_MADE = "failed", "canceled"
NAMED = "id", "object", "created", "payment_intent"


class StripeGateway(StripeWallet):
    def __init__(self, client: StripeClient, back: str = "") -> None:
        super().__init__(client, back)
        self.intents, self.refunds, self.events = client.v1.payment_intents, client.v1.refunds, client.v1.events
        lists: tuple[Any, ...] = (self.intents, self.refunds, client.v1.disputes)
        self.lists: dict[ObjectKind, Any] = dict(zip(get_args(ObjectKind), lists, strict=True))

    async def create_intent(self, price: int, currency: str, metadata: dict[str, str], key: str) -> Intent:
        asked: Any = {
            "amount": price,
            "currency": currency.lower(),
            "metadata": metadata,
            "automatic_payment_methods": {"enabled": True},
        }
        with translated():
            return intent_of(await self.intents.create_async(asked, {"idempotency_key": key}))

    async def cancel_intent(self, provider_id: str, key: str) -> Intent:
        with translated():
            try:
                return intent_of(await self.intents.cancel_async(provider_id, {}, {"idempotency_key": key}))
            except stripe.InvalidRequestError as error:
                if error.code != "payment_intent_unexpected_state":
                    raise
        return await self.retrieve(provider_id)

    async def refund(
        self, provider_id: str, price: int, metadata: dict[str, str], key: str, *, first: bool = False
    ) -> Refund:
        """The key is forgotten after a day, the refund is not."""
        asked: Any = {"payment_intent": provider_id, "amount": price, "metadata": metadata}
        attempt = metadata.get("attempt", "")
        with translated():
            if attempt and not first and (made := same_attempt(await self._refunds(provider_id), attempt)):
                return made
            try:
                return refund_of(await self.refunds.create_async(asked, {"idempotency_key": key}))
            except stripe.InvalidRequestError as error:
                if error.code != "charge_already_refunded":
                    raise
            all_ = await self._refunds(provider_id)
        return same_attempt(all_, attempt) or next(one for one in all_ if one.status not in NOT_MADE)

    async def _refunds(self, provider_id: str) -> list[Refund]:
        """All of an intent, the newest first."""
        page = await self.refunds.list_async({"payment_intent": provider_id, "limit": PAGE})
        return [refund_of(one) async for one in page.auto_paging_iter()]

    async def retrieve(self, provider_id: str) -> Intent:
        with translated():
            return intent_of(await self.intents.retrieve_async(provider_id))

    async def card(self, provider_id: str) -> str:
        asked: Any = {"expand": ["latest_charge"]}
        with translated():
            return fingerprint(json.loads(str(await self.intents.retrieve_async(provider_id, asked))))

    async def shown(self, kind: ObjectKind, id_: str) -> dict[str, Any]:
        asked: Any = {"expand": ["latest_charge"]} if kind == "intent" else {}
        with translated():
            return shown(await self.lists[kind].retrieve_async(id_, asked))

    async def listed(self, kind: ObjectKind, since: datetime, after: str) -> Listed:
        asked: Any = {"created": {"gte": int(since.timestamp())}, "limit": PAGE}
        asked |= {"starting_after": after} if after else {}
        asked |= {"expand": ["data.latest_charge"]} if kind == "intent" else {}
        with translated():
            found = await self.lists[kind].list_async(asked)
        return Listed(tuple(map(shown, found.data)), found.data[-1].id if found.has_more else "")

    async def changed(self, since: datetime, after: str) -> Listed:
        """It keeps its events for thirty days, whether or not their webhooks came."""
        asked: Any = {"created": {"gte": int(since.timestamp())}, "limit": PAGE, "types": sorted(FOLLOWED)}
        asked |= {"starting_after": after} if after else {}
        with translated():
            found = await self.events.list_async(asked)
        about = [json.loads(str(event))["data"]["object"] for event in found.data]
        named = tuple({name: one[name] for name in NAMED if name in one} for one in about)
        return Listed(named, found.data[-1].id if found.has_more else "")


def shown(one: stripe.StripeObject) -> dict[str, Any]:
    """What payments reads of it."""
    told: dict[str, Any] = json.loads(str(one))
    back = (told.get("latest_charge") or {}).get("amount_refunded", 0) if told["object"] == "payment_intent" else 0
    return {name: told[name] for name in READ if name in told} | {"amount_refunded": back}


def fingerprint(intent: dict[str, Any]) -> str:
    """The details of a payment stand under the name of its type: card, sepa_debit, ..."""
    details = (intent.get("latest_charge") or {}).get("payment_method_details") or {}
    return str((details.get(details.get("type")) or {}).get("fingerprint") or "")


def intent_of(told: stripe.PaymentIntent) -> Intent:
    metadata: Any = told.metadata
    return Intent(
        told.id, told.status, told.amount, told.currency.upper(), told.amount_received,
        told.client_secret or "", metadata.to_dict() if metadata else {},
    )  # fmt: skip


def refund_of(told: stripe.Refund) -> Refund:
    metadata = told.metadata.to_dict() if told.metadata else {}
    why = getattr(told, "failure_reason", None) or ""
    return Refund(told.id, told.status or "pending", why, told.amount, metadata.get("attempt", ""))


class OneAddress(AIOHTTPClient):
    """Follows no redirect: the key is for the address of the settings alone."""

    def _get_request_args_kwargs(self, *args: Any) -> tuple[Any, dict[str, Any]]:
        found, more = super()._get_request_args_kwargs(*args)
        return found, more | {"allow_redirects": False}


@asynccontextmanager
async def stripe_gateway(settings: StripeSettings) -> AsyncIterator[StripeGateway]:
    """It tries nothing again by itself: that is for the effects to do."""
    http = OneAddress(timeout=settings.timeout)
    key = settings.key.get_secret_value()
    try:
        client = StripeClient(key, base_addresses={"api": settings.base}, http_client=http, max_network_retries=0)
        yield StripeGateway(client, settings.back)
    finally:
        await cast(Any, http).close_async()

"""What the public door hears from outside and hands on as it is."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from contracts.base import Event, Message, OfEvent
from contracts.identity import SessionId
from contracts.webhooks import handed_on

UNMATCHED = "payments.unmatched"
"""Where the payment provider's words about objects that name no booking go."""


class TokenUsed(Event, key="account_id", subject="token_id"):
    """Somebody came with this API token of the person's. Said once a minute at most."""

    account_id: str
    token_id: SessionId
    at: datetime


class StripeSaid(
    Message,
    carries=("provider_event_id", "kind", "provider_id", "created", "price", "currency", "body"),
):
    """One webhook, its signature checked, and nothing else of it: whether it is true of a booking is for payments."""

    provider_event_id: str
    kind: str
    """As the provider names it: payment_intent.succeeded, refund.failed, ..."""
    provider_id: str
    """Of the payment intent that it is about, also where the object is a refund or a charge."""
    created: datetime
    price: int
    """What was received, or where nothing was yet what was asked for; in the currency's minor unit."""
    currency: str
    """Three capitals; empty where the object has none."""
    body: str
    """The provider event, as JSON: as much of it as `contracts.webhooks` hands on."""


class StripeEventReceived(StripeSaid, OfEvent, Event, subject="booking_id", carries=("booking_id",)):
    """About an object that we made for this booking, as its metadata says."""

    booking_id: str


class StripeEventUnmatched(StripeSaid, Event, key="provider_id", topic=UNMATCHED):
    """About an object without our metadata: payments looks once whether the intent is one of ours."""


class StripeEventNoticed(Event, key="object_id", topic=UNMATCHED, carries=("provider_event_id", "kind", "object_id")):
    """A thin event: something happened to this object, and what is so now must be read. The signature was checked."""

    provider_event_id: str
    kind: str
    """As in the events that tell all: payment_intent.succeeded, ..."""
    object_kind: str
    """As the provider names it: payment_intent, refund, dispute, ..."""
    object_id: str


def stripe_notice(event: Mapping[str, Any]) -> StripeEventNoticed:
    """What to say of a parsed thin event. Raises KeyError for what is none."""
    about, kind = event["related_object"], event["type"].removeprefix("v1.")
    return StripeEventNoticed(
        provider_event_id=event["id"], kind=kind, object_kind=about["type"], object_id=about["id"]
    )


class StripeMethodTold(
    Event, key="method_id", carries=("provider_event_id", "kind", "method_id", "customer_id"), topic=UNMATCHED
):
    """About a payment method that somebody saved, or no longer has. What is on the card is not handed on."""

    provider_event_id: str
    kind: str
    """As the provider names it: payment_method.attached, setup_intent.succeeded, ..."""
    method_id: str
    customer_id: str
    """The provider's, whose it is, or was; empty where it is nobody's."""


Webhook = StripeEventReceived | StripeEventUnmatched | StripeMethodTold


def stripe_event(event: Mapping[str, Any]) -> Webhook:
    """What to say of a parsed webhook. Raises KeyError for what is no event of the provider."""
    if event["type"].startswith(("payment_method.", "setup_intent.")):
        return method_told(event, event["data"]["object"])
    return money_told(event)


def money_told(event: Mapping[str, Any]) -> StripeEventReceived | StripeEventUnmatched:
    """Likewise, of an intent, a refund or a dispute."""
    about = event["data"]["object"]
    said: dict[str, Any] = {
        "provider_event_id": event["id"],
        "kind": event["type"],
        "provider_id": about.get("payment_intent") or about["id"],
        "created": datetime.fromtimestamp(event["created"], UTC),
        "price": about.get("amount_received") or about.get("amount") or 0,
        "currency": (about.get("currency") or "").upper(),
        "body": json.dumps(handed_on(event)),
    }
    ours = about.get("metadata") or {}
    if ours.get("event_id") and ours.get("booking_id"):
        return StripeEventReceived(event_id=ours["event_id"], booking_id=ours["booking_id"], **said)
    return StripeEventUnmatched(**said)


def method_told(event: Mapping[str, Any], about: Mapping[str, Any]) -> StripeMethodTold:
    """One that was detached is told with whose it was before."""
    before = event["data"].get("previous_attributes") or {}
    return StripeMethodTold(
        provider_event_id=event["id"],
        kind=event["type"],
        method_id=about.get("payment_method") or about["id"],
        customer_id=about.get("customer") or before.get("customer") or "",
    )

"""The API's objects, with the fields that Stripe's have and a ticket shop reads. Amounts are in the smallest unit."""

from typing import Any

import msgspec

Json = dict[str, Any]


class PaymentIntent(msgspec.Struct, kw_only=True):
    """What a buyer owes and how far the paying of it has come."""

    id: str
    object: str = "payment_intent"
    amount: int
    amount_received: int = 0
    currency: str
    status: str = "requires_payment_method"
    client_secret: str
    created: int
    livemode: bool = False
    metadata: dict[str, str]
    description: str | None = None
    automatic_payment_methods: Json | None = None
    capture_method: str = "automatic_async"
    confirmation_method: str = "automatic"
    customer: str | None = None
    setup_future_usage: str | None = None
    payment_method: str | None = None
    payment_method_types: list[str] = msgspec.field(default_factory=lambda: ["card"])
    latest_charge: str | None = None
    last_payment_error: Json | None = None
    next_action: Json | None = None
    canceled_at: int | None = None
    cancellation_reason: str | None = None


class Charge(msgspec.Struct, kw_only=True):
    """One try to take the money: succeeded, pending or failed."""

    id: str
    object: str = "charge"
    amount: int
    amount_captured: int = 0
    amount_refunded: int = 0
    currency: str
    status: str
    paid: bool = False
    captured: bool = False
    refunded: bool = False
    disputed: bool = False
    created: int
    livemode: bool = False
    metadata: dict[str, str]
    payment_intent: str
    payment_method: str
    payment_method_details: Json
    failure_code: str | None = None
    failure_message: str | None = None


class Refund(msgspec.Struct, kw_only=True):
    """Money on its way back: pending, succeeded or failed."""

    id: str
    object: str = "refund"
    amount: int
    currency: str
    status: str
    reason: str | None = None
    created: int
    metadata: dict[str, str]
    charge: str
    payment_intent: str
    failure_reason: str | None = None


class Dispute(msgspec.Struct, kw_only=True):
    """The payer's bank asks for the money of a charge back. Its `balance_transactions` moved ours: away, and back."""

    id: str
    object: str = "dispute"
    amount: int
    currency: str
    status: str
    reason: str = "general"
    charge: str
    payment_intent: str
    created: int
    livemode: bool = False
    metadata: dict[str, str] = msgspec.field(default_factory=dict)
    is_charge_refundable: bool = False
    evidence_details: Json
    balance_transactions: list[Json] = msgspec.field(default_factory=list)


class Customer(msgspec.Struct, kw_only=True):
    """For whom payment methods are kept."""

    id: str
    object: str = "customer"
    created: int
    livemode: bool = False
    metadata: dict[str, str]


class PaymentMethod(msgspec.Struct, kw_only=True):
    """A card that was typed by a payer, and is kept for one customer, or was."""

    id: str
    object: str = "payment_method"
    type: str = "card"
    card: Json
    customer: str | None
    created: int
    livemode: bool = False
    metadata: dict[str, str] = msgspec.field(default_factory=dict)


class SetupIntent(msgspec.Struct, kw_only=True):
    """A customer is to hand in a card that is kept."""

    id: str
    object: str = "setup_intent"
    client_secret: str
    customer: str | None
    status: str = "requires_payment_method"
    usage: str
    payment_method: str | None = None
    payment_method_types: list[str] = msgspec.field(default_factory=lambda: ["card"])
    last_setup_error: Json | None = None
    created: int
    livemode: bool = False
    metadata: dict[str, str]


class Event(msgspec.Struct, kw_only=True, omit_defaults=True):
    """Something that happened, with the object as it was then."""

    id: str
    object: str
    api_version: str
    created: int
    livemode: bool
    type: str
    data: Json
    pending_webhooks: int
    request: Json
    account: str | None = None

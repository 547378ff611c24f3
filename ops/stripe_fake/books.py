"""All that one account has: its payments, events and idempotency keys."""

from typing import Any

from ops.stripe_fake.cards import Card
from ops.stripe_fake.idempotency import Keys
from ops.stripe_fake.objects import (
    Charge,
    Customer,
    Dispute,
    Event,
    PaymentIntent,
    PaymentMethod,
    Refund,
    SetupIntent,
)
from ops.stripe_fake.settings import Account, Settings
from ops.stripe_fake.shelf import Shelf

Found = PaymentIntent | Charge | Refund | Dispute | Customer | PaymentMethod | SetupIntent


class Books:
    """Never shared between accounts."""

    def __init__(self, account: Account, settings: Settings) -> None:
        self.account = account
        self.intents = Shelf[PaymentIntent]("payment_intent", settings.most_payments)
        self.charges = Shelf[Charge]("charge", settings.most_payments)
        self.refunds = Shelf[Refund]("refund", settings.most_payments)
        self.disputes = Shelf[Dispute]("dispute", settings.most_payments)
        self.events = Shelf[Event]("event", settings.most_records, forgets=True)
        self.customers = Shelf[Customer]("customer", settings.most_payments)
        self.methods = Shelf[PaymentMethod]("payment_method", settings.most_payments)
        self.setups = Shelf[SetupIntent]("setup_intent", settings.most_payments)
        self.cards = Shelf[Card]("card", settings.most_payments)
        """By saved method, the test card that was typed."""
        self.keys = Keys(settings)
        objects = (self.intents, self.charges, self.refunds, self.disputes, self.customers, self.methods, self.setups)
        self.objects: tuple[Shelf[Any], ...] = objects
        self.shelves = {shelf.kind: shelf for shelf in (*self.objects, self.events, self.cards, self.keys.uses)}

    def find(self, id: str) -> Found | None:
        return next((found for shelf in self.objects if (found := shelf.find(id)) is not None), None)

    def take(self, id: str) -> Found | None:
        """To change it."""
        return next((shelf.get(id) for shelf in self.objects if shelf.find(id) is not None), None)

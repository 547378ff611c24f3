"""All that one account has: its payments, events and idempotency keys."""

from ops.stripe_fake.idempotency import Keys
from ops.stripe_fake.objects import Charge, Dispute, Event, PaymentIntent, Refund
from ops.stripe_fake.settings import Account, Settings
from ops.stripe_fake.shelf import Shelf


class Books:
    """Never shared between accounts."""

    def __init__(self, account: Account, settings: Settings) -> None:
        self.account = account
        self.intents = Shelf[PaymentIntent]("payment_intent", settings.most_payments)
        self.charges = Shelf[Charge]("charge", settings.most_payments)
        self.refunds = Shelf[Refund]("refund", settings.most_payments)
        self.disputes = Shelf[Dispute]("dispute", settings.most_payments)
        self.events = Shelf[Event]("event", settings.most_records, forgets=True)
        self.keys = Keys(settings)

    def find(self, id: str) -> PaymentIntent | Charge | Refund | Dispute | None:
        return self.intents.find(id) or self.charges.find(id) or self.refunds.find(id) or self.disputes.find(id)

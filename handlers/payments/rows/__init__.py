"""What payments remembers: what is due for each booking and how far it has come, and every movement of money."""

from handlers.payments.rows.cases import MoneyCase, Reading, Stray
from handlers.payments.rows.customers import Customer
from handlers.payments.rows.disputes import ENDED, STATUSES, Dispute
from handlers.payments.rows.intents import (
    MOVES,
    NOT_OURS,
    UNPAID,
    CardUse,
    OfflinePayment,
    Over,
    PaymentIntent,
    Refund,
    State,
)
from handlers.payments.rows.ledger import Balance, LedgerEntry, Payout, Standing

__all__ = [
    "ENDED",
    "MOVES",
    "NOT_OURS",
    "STATUSES",
    "UNPAID",
    "Balance",
    "CardUse",
    "Customer",
    "Dispute",
    "LedgerEntry",
    "MoneyCase",
    "OfflinePayment",
    "Over",
    "PaymentIntent",
    "Payout",
    "Reading",
    "Refund",
    "Standing",
    "State",
    "Stray",
]

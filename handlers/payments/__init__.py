"""Payments: intents, refunds and the ledger. What is due is asked for here, and nowhere else is money moved."""

from choreography.discover import import_all, on_demand
from handlers.payments.service import payments

import_all(__name__, __path__)

__all__ = ["payments"]
__getattr__ = on_demand(payments)

"""Invoices: what was charged and given back, under numbers without gaps."""

from choreography.discover import import_all, on_demand
from handlers.invoices.service import invoices

import_all(__name__, __path__)

__all__ = ["invoices"]
__getattr__ = on_demand(invoices)

"""Promotions: the one authority on who has a use of which discount code."""

from choreography.discover import import_all, on_demand
from handlers.promotions.service import promotions

import_all(__name__, __path__)

__all__ = ["promotions"]
__getattr__ = on_demand(promotions)

"""Inventory: the one authority on who has which seat."""

from choreography.discover import import_all, on_demand
from handlers.inventory.service import inventory

import_all(__name__, __path__)

__all__ = ["inventory"]
__getattr__ = on_demand(inventory)

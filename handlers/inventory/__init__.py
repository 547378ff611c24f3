"""Inventory: the one authority on who has which seat."""

from choreography.discover import import_all
from handlers.inventory.service import inventory

import_all(__name__, __path__)

__all__ = ["inventory"]

"""Catalog: venues, events and their ticket types, and the life of an event."""

from choreography.discover import import_all, on_demand
from handlers.catalog.service import catalog

import_all(__name__, __path__)

__all__ = ["catalog"]
__getattr__ = on_demand(catalog)

"""Realtime: the feeds of the last ten minutes, of each event and of each booking."""

from choreography.discover import import_all, on_demand
from handlers.realtime.service import realtime

import_all(__name__, __path__)

__all__ = ["realtime"]
__getattr__ = on_demand(realtime)

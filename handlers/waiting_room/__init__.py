"""The waiting room: who may book next, of all who want to."""

from choreography.discover import import_all, on_demand
from handlers.waiting_room.service import waiting_room

import_all(__name__, __path__)

__all__ = ["waiting_room"]
__getattr__ = on_demand(waiting_room)

"""Bookings: the one authority on whether a booking is confirmed, expired or cancelled."""

from choreography.discover import import_all, on_demand
from handlers.bookings.service import bookings

import_all(__name__, __path__)

__all__ = ["bookings"]
__getattr__ = on_demand(bookings)

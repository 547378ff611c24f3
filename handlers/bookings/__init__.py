"""Bookings: the one authority on whether a booking is confirmed, expired or cancelled."""

from choreography.discover import import_all
from handlers.bookings.service import bookings

import_all(__name__, __path__)

__all__ = ["bookings"]

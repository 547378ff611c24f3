"""Realtime: the feeds of the last ten minutes, of each event and of each booking."""

from handlers.realtime import feed_booking, feed_event
from handlers.realtime.service import realtime

__all__ = ["feed_booking", "feed_event", "realtime"]

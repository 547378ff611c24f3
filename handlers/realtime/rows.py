"""What realtime remembers: what was said on each channel, and how far each booking's channel has come."""

from datetime import datetime

from choreography.envelope import Envelope
from choreography.row import Row

EVENT = "event"
"""The channel, within an event, that anybody may follow..."""
QUEUE = "queue"
"""...as this one..."""
CANCELLATION = "cancellation"
"""...and its organiser this one. All others are named by their booking, or their place in the queue."""


class Feed(Row, key=("event_id", "channel", "place")):
    """One message of a channel. `place` is `n` as text that sorts as the number does, and the message's mark."""

    event_id: str
    channel: str
    place: str
    n: int
    body: str
    """JSON: type, time, and what the person may know."""
    at: datetime


class Channel(Row, key=("event_id", "booking_id")):
    """How many messages the booking's channel has had, and whose it is."""

    event_id: str
    booking_id: str
    buyer_id: str = ""
    n: int = 0
    called_off: bool = False
    """It was cancelled with its event..."""
    refunded: int = 0
    """...and so much went back for it, whatever for."""


class CallingOff(Row, key=("event_id",)):
    """How many bookings of an event that was called off are cancelled, and how much went back for them."""

    event_id: str
    cancelled: int = 0
    refunded: int = 0
    """In the minor unit."""
    n: int = 0
    """How often that was told."""


def feed(event_id: str, channel: str, n: int, body: str, envelope: Envelope, at: datetime) -> Feed:
    return Feed(event_id, channel, f"{n:012d}.{envelope.id}", n, body, at)

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

from choreography.envelope import Envelope
from choreography.vocabulary import Tell, at
from contracts import subjects
from contracts.base import Refused
from contracts.bookings import RequestBooking
from handlers.realtime.frames import frame, refusal_body
from handlers.realtime.rows import Channel, Feed, feed
from handlers.realtime.service import realtime


@realtime.step
def feed_refused(
    refused: Refused, channel: Annotated[Channel | None, at("event_id", "about")], envelope: Envelope, now: datetime
) -> Iterator[Channel | Feed | Tell]:
    """A request that never became a booking, for who asked: nothing is said on the channel of one that did."""
    if refused.name != RequestBooking.__name__ or not envelope.actor or channel:
        return
    event_id, booking_id, body = refused.event_id, refused.about, refusal_body(refused, envelope)
    yield Channel(event_id, booking_id, envelope.actor, n=1)
    yield feed(event_id, booking_id, 1, body, envelope, now)
    yield Tell(subjects.booking_feed(envelope.actor, booking_id), frame(f"booking:{booking_id}", 1, body))

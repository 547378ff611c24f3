from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

from choreography.envelope import Envelope
from choreography.vocabulary import Tell, at
from contracts import subjects
from contracts.waiting_room import (
    PlaceClosed,
    PlaceDrawn,
    PlaceReopened,
    QueueClosed,
    QueueDrawn,
    QueueJoined,
    QueueLeft,
    QueueMoved,
    QueueOpened,
    QueueRateChanged,
    QueueReopened,
    TurnExpired,
    TurnGranted,
    TurnSpent,
)
from handlers.realtime.frames import booking_body, frame
from handlers.realtime.rows import QUEUE, Channel, Feed, feed
from handlers.realtime.service import realtime

OfOnePlace = QueueJoined | PlaceDrawn | TurnGranted | TurnExpired | TurnSpent | PlaceClosed | PlaceReopened | QueueLeft


@realtime.step
def feed_queue(
    said: QueueOpened | QueueDrawn | QueueMoved | QueueRateChanged | QueueClosed | QueueReopened,
    channel: Annotated[Channel | None, at("event_id", "channel")],
    envelope: Envelope,
    now: datetime,
) -> Iterator[Channel | Feed | Tell]:
    """How far a queue has come is for anybody to see."""
    channel = (channel or Channel(said.event_id, QUEUE)).changed(n=1)
    body = booking_body(said, envelope)
    yield channel
    yield feed(said.event_id, QUEUE, channel.n, body, envelope, now)
    yield Tell(subjects.queue_feed(said.event_id), frame(f"queue:{said.event_id}", channel.n, body))


@realtime.step
def feed_place(
    said: OfOnePlace,
    channel: Annotated[Channel | None, at("event_id", "place_id")],
    envelope: Envelope,
    now: datetime,
) -> Iterator[Channel | Feed | Tell]:
    channel = (channel or Channel(said.event_id, said.place_id, said.buyer_id)).changed(n=1)
    body = booking_body(said, envelope)
    yield channel
    yield feed(said.event_id, said.place_id, channel.n, body, envelope, now)
    yield Tell(subjects.place_feed(said.buyer_id, said.place_id), frame(f"place:{said.place_id}", channel.n, body))

"""How far the calling off of an event has come: counts alone, for its organiser."""

from collections.abc import Iterator
from datetime import datetime

from choreography.envelope import Envelope
from choreography.vocabulary import Tell
from contracts import subjects
from contracts.base import Message
from contracts.bookings import BookingCancelled
from contracts.payments import PaymentRefunded
from handlers.realtime.frames import frame, progress_body
from handlers.realtime.rows import CANCELLATION, CallingOff, Channel, Feed, feed


def after(said: Message, channel: Channel) -> Channel:
    """A booking's money may be heard of before the cancellation that it goes back for."""
    if isinstance(said, BookingCancelled) and said.reason == "event_cancelled":
        return channel.but(called_off=True)
    return channel.changed(refunded=said.price) if isinstance(said, PaymentRefunded) else channel


def moved(
    before: Channel, after: Channel, calling: CallingOff | None, envelope: Envelope, now: datetime
) -> Iterator[CallingOff | Feed | Tell]:
    """Of one booking's channel; nothing, where it was not called off or nothing came of it."""
    known = before.refunded if before.called_off else 0
    begun, back = after.called_off and not before.called_off, after.refunded - known
    if not after.called_off or not (begun or back):
        return
    event = after.event_id
    calling = (calling or CallingOff(event)).changed(n=1, cancelled=int(begun), refunded=back)
    body = progress_body(calling.cancelled, calling.refunded, envelope)
    yield calling
    yield feed(event, CANCELLATION, calling.n, body, envelope, now)
    yield Tell(subjects.cancellation_feed(event), frame(f"{CANCELLATION}:{event}", calling.n, body))

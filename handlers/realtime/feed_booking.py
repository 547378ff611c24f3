from collections.abc import Iterator
from datetime import datetime

from choreography.envelope import Envelope
from choreography.vocabulary import Tell
from contracts import subjects
from contracts.bookings import (
    BookingAffected,
    BookingCancellationRefused,
    BookingCancelled,
    BookingConfirmed,
    BookingDue,
    BookingExpired,
    BookingHeld,
    BookingMarkedPaid,
    BookingOffered,
    BookingRejected,
    BookingRequested,
    BookingSettling,
    RefundGranted,
)
from contracts.payments import OfflineRefundDue, PaymentFailed, PaymentRefunded, PaymentRequired, PaymentSucceeded
from handlers.realtime.calling_off import after, moved
from handlers.realtime.frames import booking_body, frame
from handlers.realtime.rows import CallingOff, Channel, Feed, feed
from handlers.realtime.service import realtime

OfOneBooking = (
    BookingRequested
    | BookingHeld
    | BookingSettling
    | BookingDue
    | BookingOffered
    | BookingConfirmed
    | BookingAffected
    | BookingMarkedPaid
    | BookingRejected
    | BookingExpired
    | BookingCancelled
    | BookingCancellationRefused
    | RefundGranted
    | PaymentRequired
    | PaymentSucceeded
    | PaymentFailed
    | PaymentRefunded
    | OfflineRefundDue
)


@realtime.step
def feed_booking(
    said: OfOneBooking, channel: Channel | None, calling: CallingOff | None, envelope: Envelope, now: datetime
) -> Iterator[Channel | CallingOff | Feed | Tell]:
    before = channel or Channel(said.event_id, said.booking_id, said.buyer_id)
    channel = after(said, before).changed(n=1)
    body = booking_body(said, envelope)
    yield channel
    yield feed(said.event_id, said.booking_id, channel.n, body, envelope, now)
    yield Tell(
        subjects.booking_feed(said.buyer_id, said.booking_id), frame(f"booking:{said.booking_id}", channel.n, body)
    )
    yield from moved(before, channel, calling, envelope, now)

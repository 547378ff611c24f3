from collections.abc import Iterator
from datetime import datetime

from choreography.envelope import Envelope
from choreography.vocabulary import Tell
from contracts import subjects
from contracts.inventory import (
    SeatsBlocked,
    SeatsHeld,
    SeatsReleased,
    SeatsUnblocked,
    SectionChanged,
    SomeSeatsUnblocked,
    SomeTicketsVoided,
    StockClosed,
    StockOpened,
    TicketsIssued,
    TicketsReissued,
    TicketsVoided,
)
from handlers.realtime.frames import booking_body, event_body, frame
from handlers.realtime.rows import EVENT, Channel, Feed, feed
from handlers.realtime.service import realtime

STATES = {
    "SeatsHeld": "held", "SeatsReleased": "free", "TicketsIssued": "sold", "TicketsReissued": "sold",
    "TicketsVoided": "free", "SomeTicketsVoided": "free",
    "SeatsBlocked": "blocked", "SeatsUnblocked": "free", "SomeSeatsUnblocked": "free", "SectionChanged": "changed",
}  # fmt: skip
BlockSaid = SeatsBlocked | SeatsUnblocked | SomeSeatsUnblocked
SeatsSaid = SeatsHeld | SeatsReleased | TicketsIssued | TicketsReissued | SomeTicketsVoided | TicketsVoided


@realtime.step
def feed_stock(said: StockOpened | StockClosed, envelope: Envelope, now: datetime) -> Iterator[Feed | Tell]:
    state = "open" if isinstance(said, StockOpened) else "closed"
    yield from _public(said, state, envelope, now)


@realtime.step
def feed_seats(
    said: SeatsSaid,
    channel: Channel | None,
    envelope: Envelope,
    now: datetime,
) -> Iterator[Channel | Feed | Tell]:
    """Seats change for anybody to see; that tickets exist, are others, or are void, is news for their buyer too."""
    yield from _public(said, STATES[envelope.type], envelope, now)
    if isinstance(said, TicketsIssued | TicketsReissued | SomeTicketsVoided | TicketsVoided):
        channel = (channel or Channel(said.event_id, said.booking_id, said.buyer_id)).changed(n=1)
        body = booking_body(said, envelope)
        yield channel
        yield feed(said.event_id, said.booking_id, channel.n, body, envelope, now)
        subject = subjects.booking_feed(said.buyer_id, said.booking_id)
        yield Tell(subject, frame(f"booking:{said.booking_id}", channel.n, body))


@realtime.step
def feed_blocks(said: BlockSaid | SectionChanged, envelope: Envelope, now: datetime) -> Iterator[Feed | Tell]:
    """Which seats, for anybody to see, but not why; where the plan changed, that it did."""
    yield from _public(said, STATES[envelope.type], envelope, now)


def _public(
    said: StockOpened | StockClosed | BlockSaid | SectionChanged | SeatsSaid,
    state: str,
    envelope: Envelope,
    now: datetime,
) -> Iterator[Feed | Tell]:
    body = event_body(state, said, envelope)
    yield feed(said.event_id, EVENT, said.stock_seq, body, envelope, now)
    yield Tell(subjects.event_feed(said.event_id), frame(f"event:{said.event_id}", said.stock_seq, body))

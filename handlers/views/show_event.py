from collections.abc import Iterator
from datetime import datetime, timedelta

from choreography.envelope import Envelope
from contracts.catalog import Details, EventCancelled, EventCreated, EventPublished, Offer
from handlers.views.newer import newer
from handlers.views.rows import EventView
from handlers.views.service import views

ALONE = tuple(name for name in Details.CARRIED if name not in Offer.CARRIED)
"""What only the event's creation tells."""


@views.step
def show_draft(said: EventCreated, view: EventView | None, envelope: Envelope) -> Iterator[EventView]:
    view = view or EventView(said.event_id)
    view = view.but(**{name: getattr(said, name) for name in ALONE}, utc_offset=offset(said.starts_at))
    yield newer(offered(view, said, envelope.version), "state_version", envelope.version, state="draft")


@views.step
def show_sale(said: EventPublished, view: EventView | None, envelope: Envelope) -> Iterator[EventView]:
    view = (view or EventView(said.event_id)).but(capacity=said.capacity)
    yield newer(offered(view, said, envelope.version), "state_version", envelope.version, state="on_sale")


@views.step
def show_cancelled_event(said: EventCancelled, view: EventView | None, envelope: Envelope) -> Iterator[EventView]:
    view = view or EventView(said.event_id)
    yield newer(view, "state_version", envelope.version, state="cancelled", reason=said.reason)


def offset(time: datetime) -> int:
    """Minutes east of UTC: of a time the views keep the moment alone."""
    return round((time.utcoffset() or timedelta()).total_seconds() / 60)


def offered(view: EventView, offer: Offer, version: int) -> EventView:
    return newer(view, "offer_version", version, **{name: getattr(offer, name) for name in Offer.CARRIED})

from collections.abc import Iterator
from datetime import datetime, timedelta

from choreography.envelope import Envelope
from contracts.base import OfEvent
from contracts.catalog import Details, EventChanged, EventCreated, EventPublished, EventRescheduled, Offer
from contracts.prices import add_on, ticket
from handlers.views.newer import newer
from handlers.views.rows import EventView
from handlers.views.service import views

ALONE = tuple(name for name in Details.CARRIED if name not in Offer.CARRIED)
"""What its publication does not tell."""


@views.step
def show_draft(said: EventCreated, view: EventView | None, envelope: Envelope) -> Iterator[EventView]:
    view = timed(detailed(known(said, view), said, envelope.version), said, envelope.version)
    yield newer(view, "state_version", envelope.version, state="draft")


@views.step
def show_changed_event(said: EventChanged, view: EventView | None, envelope: Envelope) -> Iterator[EventView]:
    view = told(detailed(known(said, view), said, envelope.version), envelope)
    yield timed(view, said, envelope.version) if "starts_at" in said.changed else view


@views.step
def show_sale(said: EventPublished, view: EventView | None, envelope: Envelope) -> Iterator[EventView]:
    view = told(offered(known(said, view), said, envelope.version), envelope)
    view = view if view.capacity_seq >= 0 else view.but(capacity=said.capacity)
    yield newer(view, "state_version", envelope.version, state="on_sale")


@views.step
def show_rescheduled(said: EventRescheduled, view: EventView | None, envelope: Envelope) -> Iterator[EventView]:
    view = timed(detailed(known(said, view), said, envelope.version), said, envelope.version)
    yield newer(told(view, envelope), "state_version", envelope.version, state="on_sale", reason="")


def known(said: OfEvent, view: EventView | None) -> EventView:
    return view or EventView(said.event_id)


def told(view: EventView, envelope: Envelope) -> EventView:
    """What stands on tickets may be another from now on."""
    return view.but(told_at=max(view.told_at, envelope.time))


def detailed(view: EventView, said: Details, version: int) -> EventView:
    fields = {name: getattr(said, name) for name in ALONE}
    return newer(offered(view, said, version), "details_version", version, **fields)


def timed(view: EventView, said: Details, version: int) -> EventView:
    """By the clock of who says the time; where it only says it again, catalog knows the moment alone."""
    return newer(view, "offset_version", version, utc_offset=offset(said.starts_at))


def offset(time: datetime) -> int:
    """Minutes east of UTC: of a time the views keep the moment alone."""
    return round((time.utcoffset() or timedelta()).total_seconds() / 60)


def offered(view: EventView, offer: Offer, version: int) -> EventView:
    prices = {kind.name: ticket(kind.price, offer.terms) for kind in offer.ticket_types}
    prices |= {one.name: add_on(one.price, offer.terms) for one in offer.add_ons}
    fields = {name: getattr(offer, name) for name in Offer.CARRIED}
    return newer(view, "offer_version", version, **fields, prices=prices)

"""What becomes of an event when its venue has answered."""

from collections.abc import Iterator

from choreography.vocabulary import Timer
from contracts.catalog import (
    NO_BOUND,
    EventChanged,
    EventInvalid,
    EventPublished,
    EventRefused,
    EventRescheduled,
    SlotGivenUp,
    SlotGranted,
    SlotRefused,
)
from handlers.catalog.ask_venue import gives_back, leaves
from handlers.catalog.change_event import changed
from handlers.catalog.own import FollowStock, PublishSectionsAfter
from handlers.catalog.publish_event import published
from handlers.catalog.reschedule_event import rescheduled
from handlers.catalog.rows import Listing
from handlers.catalog.service import catalog

FIELDS = {"over_capacity": "capacity"}
"""By the venue's reason, the field that breaks its limit."""
Published = EventPublished | PublishSectionsAfter | Timer
Rescheduled = EventRescheduled | FollowStock
Changed = Listing | Rescheduled | EventChanged | Timer | SlotGivenUp


@catalog.step
def slot_granted(
    granted: SlotGranted, listing: Listing
) -> Iterator[Listing | Published | Rescheduled | EventChanged | SlotGivenUp | EventInvalid | EventRefused]:
    """Who was called off, postponed or over meanwhile does not want the time: whoever still waits is told."""
    if granted.attempt != listing.attempt:
        yield from gives_back(listing, granted)
    elif listing.planned and listing.state == "draft":
        yield from published(listing.as_planned(), granted.room)
    elif reason := comes_to_nothing(listing, granted):
        yield listing.settled()
        yield from gives_back(listing, granted)
        yield refusal(listing, reason)
    else:
        yield from housed(listing, arrived(listing, granted), granted)


def comes_to_nothing(listing: Listing, granted: SlotGranted) -> str:
    """Why the event does not use what it asked for, as a reason; empty if it does."""
    if not listing.planned or not listing.planned.changed:
        return "illegal_move"
    crowded = listing.as_planned().capacity > (granted.room or NO_BOUND)
    return "over_capacity" if crowded and not listing.holds(granted.venue_id) else ""


def housed(old: Listing, new: Listing, granted: SlotGranted) -> Iterator[Changed]:
    if old.state == "postponed":
        yield from rescheduled(new, granted.room, granted.hall)
    else:
        yield from changed(old, new, granted.room, granted.hall)
        yield from leaves(old, new)


def arrived(listing: Listing, granted: SlotGranted) -> Listing:
    """As it was planned; who moves, and says no other place, is where the venue is."""
    new = listing.as_planned()
    says = listing.planned and "place" in listing.planned.changed
    return new if says or new.venue_id == listing.venue_id else new.but(place=granted.place or new.place)


@catalog.step
def slot_refused(refused: SlotRefused, listing: Listing) -> Iterator[Listing | EventInvalid | EventRefused]:
    if refused.attempt != listing.attempt:
        return
    yield listing.settled()
    yield refusal(listing, refused.reason)


def refusal(listing: Listing, reason: str) -> EventInvalid | EventRefused:
    wrong = FIELDS.get(reason)
    return EventInvalid.of(listing, reason=wrong) if wrong else EventRefused.of(listing, reason=reason)

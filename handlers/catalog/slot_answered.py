"""What becomes of an event when its venue has answered."""

from collections.abc import Iterator

from choreography.vocabulary import Timer
from contracts.catalog import (
    EventChanged,
    EventInvalid,
    EventPublished,
    EventRefused,
    EventRescheduled,
    SlotGranted,
    SlotRefused,
)
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


@catalog.step
def slot_granted(
    granted: SlotGranted, listing: Listing
) -> Iterator[Listing | Published | Rescheduled | EventChanged | EventRefused]:
    """Who was called off, postponed or over meanwhile has given the time up already: whoever still waits is told."""
    if granted.attempt != listing.attempt:
        return
    if listing.planned and listing.state == "draft":
        yield from published(listing.as_planned(), granted.room)
    elif not listing.planned or not listing.planned.changed:
        yield listing.settled()
        yield EventRefused.of(listing, reason="illegal_move")
    elif listing.state == "postponed":
        yield from rescheduled(listing.as_planned())
    else:
        yield from changed(listing, listing.as_planned())


@catalog.step
def slot_refused(refused: SlotRefused, listing: Listing) -> Iterator[Listing | EventInvalid | EventRefused]:
    if refused.attempt != listing.attempt:
        return
    yield listing.settled()
    if wrong := FIELDS.get(refused.reason):
        yield EventInvalid.of(listing, reason=wrong)
    else:
        yield EventRefused.of(listing, reason=refused.reason)

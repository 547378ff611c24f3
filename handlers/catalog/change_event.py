from collections.abc import Iterator

from choreography.vocabulary import Timer
from contracts.catalog import ChangeEvent, Details, EventChanged, EventForbidden, EventInvalid, EventRefused
from handlers.catalog.end_event import ends
from handlers.catalog.limits import wrong_event
from handlers.catalog.rows import Listing
from handlers.catalog.service import catalog

OF_A_DRAFT = frozenset(Details.CARRIED) - {"organiser_id"}
NOT_SOLD = frozenset({"name", "description", "category", "place", "starts_at", "ends_at"})
MAY_BE_NONE = frozenset({"queue"})


@catalog.step
def change_event(
    asked: ChangeEvent, listing: Listing
) -> Iterator[Listing | EventChanged | Timer | EventForbidden | EventInvalid | EventRefused]:
    """What changes nothing is answered all the same. A new end is a new timer."""
    if not listing.obeys(asked):
        yield EventForbidden.of(asked)
        return
    if unknown := nonsense(asked):
        yield EventInvalid.of(asked, reason=unknown)
        return
    if reason := why_not(asked, listing):
        yield EventRefused.of(asked, reason=reason)
        return
    new = listing.but(**{name: getattr(asked, name) for name in asked.changed})
    if wrong := wrong_event(new):
        yield EventInvalid.of(asked, reason=wrong)
        return
    changed = tuple(name for name in asked.changed if getattr(new, name) != getattr(listing, name))
    if changed:
        yield new
    yield EventChanged.of(new, changed=changed)
    if "ends_at" in changed and new.may("ended"):
        yield ends(new)


def nonsense(asked: ChangeEvent) -> str:
    """A field that there is not, or that has no value; empty if there is none."""
    return next((name for name in asked.changed if name not in OF_A_DRAFT or not _has(asked, name)), "")


def _has(asked: ChangeEvent, name: str) -> bool:
    return name in MAY_BE_NONE or getattr(asked, name) is not None


def why_not(asked: ChangeEvent, listing: Listing) -> str:
    """Why the event does not change so in its state, as a reason; empty if it does."""
    if listing.state in ("ended", "cancelled", "deleted"):
        return "illegal_move"
    if listing.state == "draft":
        return "has_sections" if listing.sections and "ticket_types" in asked.changed else ""
    return "" if set(asked.changed) <= NOT_SOLD else "not_a_draft"

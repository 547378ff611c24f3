from collections.abc import Iterator

from choreography.vocabulary import Timer
from contracts.catalog import (
    NO_BOUND,
    ChangeEvent,
    Details,
    EventChanged,
    EventForbidden,
    EventInvalid,
    EventRefused,
    SlotAsked,
    SlotGivenUp,
)
from handlers.catalog.ask_venue import asks, leaves
from handlers.catalog.end_event import ends
from handlers.catalog.limits import wrong_currency, wrong_event
from handlers.catalog.rows import Listing
from handlers.catalog.service import catalog

OF_A_DRAFT = frozenset(Details.CARRIED) - {"organiser_id"}
TIMES = frozenset({"starts_at", "ends_at"})
ASKED = TIMES | {"venue_id"}
"""Of what is on sale: what the venue is asked for first."""
NOT_SOLD = ASKED | {"name", "description", "category", "place"}
MAY_BE_NONE = frozenset({"queue", "cancel_before", "offline_for"})


@catalog.step
def change_event(
    asked: ChangeEvent, listing: Listing
) -> Iterator[Listing | EventChanged | Timer | SlotAsked | SlotGivenUp | EventForbidden | EventInvalid | EventRefused]:
    """The venue that it has then is asked first, for other times or by who moves to it, once it is on sale."""
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
    if wrong := wrong_change(listing, new):
        yield EventInvalid.of(asked, reason=wrong)
    elif new.venue_id and listing.may("postponed") and ASKED & set(differing(listing, new)):
        yield from asks(listing, asked)
    else:
        yield from changed(listing, new)
        yield from leaves(listing, new)


def changed(
    old: Listing, new: Listing, room: int = NO_BOUND, hall: str = ""
) -> Iterator[Listing | EventChanged | Timer]:
    """What changes nothing is answered all the same. A new end is a new timer; `room` is told if it moves."""
    if new != old:
        yield new
    names = differing(old, new)
    moves = "venue_id" in names and old.may("postponed")
    yield EventChanged.of(new, changed=names, room=room if moves else 0, hall=hall)
    if "ends_at" in names and new.may("ended"):
        yield ends(new)


def differing(old: Listing, new: Listing) -> tuple[str, ...]:
    return tuple(name for name in Details.CARRIED if getattr(old, name) != getattr(new, name))


def wrong_change(old: Listing, new: Listing) -> str:
    """The field that breaks a limit; an old event may keep its currency."""
    return wrong_event(new) or ("" if new.currency == old.currency else wrong_currency(new.currency))


def nonsense(asked: ChangeEvent) -> str:
    """A field that there is not, or that has no value; empty if there is none."""
    return next((name for name in asked.changed if name not in OF_A_DRAFT or not _has(asked, name)), "")


def _has(asked: ChangeEvent, name: str) -> bool:
    return name in MAY_BE_NONE or getattr(asked, name) is not None


def why_not(asked: ChangeEvent, listing: Listing) -> str:
    """Why the event does not change so in its state, as a reason; empty if it does."""
    if listing.state in ("ended", "cancelled", "deleted"):
        return "illegal_move"
    if listing.planned and (listing.state == "draft" or ASKED & set(asked.changed)):
        return "venue_asked"
    if listing.state == "draft":
        return "has_sections" if listing.sections and "ticket_types" in asked.changed else ""
    return "" if set(asked.changed) <= NOT_SOLD else "not_a_draft"

"""What may be asked for. A broken limit is named by its field; the answer is empty if all is well."""

from collections.abc import Iterator, Sequence
from datetime import datetime, timedelta
from itertools import chain, islice

from contracts.base import OF_ONE_AT_MOST, TICKETS_AT_MOST
from contracts.catalog import AddOn, AddSection, CreateEvent, CreateVenue, Queueing, Quota, TicketType
from contracts.money import CURRENCY, sold_in
from contracts.prices import WHOLE, Terms, commission, ticket
from contracts.seating import Fault, Seating, faults, section_faults, unsold
from handlers.catalog.bounds import (
    ADD_ONS_AT_MOST,
    CANCEL_BEFORE_AT_MOST,
    DESCRIPTION_AT_MOST,
    FAULTS_AT_MOST,
    FEE_RATE_AT_MOST,
    HOLD_AT_LEAST,
    HOLD_AT_MOST,
    ID,
    OFFLINE_AT_MOST,
    PER_MINUTE_AT_MOST,
    PLACES_AT_MOST,
    PRICE_AT_MOST,
    QUEUE_AT_MOST,
    QUOTAS_AT_MOST,
    SHARES_AT_MOST,
    TAX_ID_AT_MOST,
    TEXT_AT_MOST,
    TICKET_TYPES_AT_MOST,
    TURN_AT_LEAST,
    TURN_AT_MOST,
    TYPE_NAME,
)
from handlers.catalog.rows import Listing


def wrong_event(asked: CreateEvent | Listing) -> str:
    return next(_event(asked), "")


def wrong_currency(currency: str) -> str:
    """Of what is to be sold from now on; what is on sale stays so."""
    return "" if sold_in(currency) else "currency"


def wrong_section(asked: AddSection, kinds: tuple[TicketType, ...]) -> str:
    return next(_section(asked, kinds), "")


def wrong_venue(asked: CreateVenue) -> str:
    return next(_venue(asked), "")


def _venue(asked: CreateVenue) -> Iterator[str]:
    if not ID.fullmatch(asked.venue_id):
        yield "venue_id"
    yield from _texts(asked, "organiser_id", "name", at_least=1)
    yield from _texts(asked, "place")
    if not 0 < asked.capacity <= PLACES_AT_MOST:
        yield "capacity"


def _event(asked: CreateEvent | Listing) -> Iterator[str]:
    if not ID.fullmatch(asked.event_id):
        yield "event_id"
    yield from _texts(asked, "organiser_id", "name", at_least=1)
    yield from _texts(asked, "category", "place", "venue_id")
    if len(asked.description) > DESCRIPTION_AT_MOST:
        yield "description"
    if not CURRENCY.fullmatch(asked.currency):
        yield "currency"
    yield from _times(asked)
    if asked.queue and not _queues(asked.queue, asked.sale_opens):
        yield "queue"
    if not _sold_by(asked.ticket_types):
        yield "ticket_types"
    if not _along(asked.add_ons, {kind.name for kind in asked.ticket_types}):
        yield "add_ons"
    places, along = {kind.name for kind in asked.ticket_types if kind.capacity}, {one.name for one in asked.add_ons}
    if not _shared(asked.quotas, places, along):
        yield "quotas"
    if not _bearable(asked.terms, asked.ticket_types):
        yield "terms"


def _texts(asked: CreateVenue | CreateEvent | Listing, *names: str, at_least: int = 0) -> Iterator[str]:
    yield from (name for name in names if not at_least <= len(getattr(asked, name)) <= TEXT_AT_MOST)


def _times(asked: CreateEvent | Listing) -> Iterator[str]:
    for name in ("starts_at", "ends_at", "sale_opens", "sale_closes"):
        if not _aware(getattr(asked, name)):
            yield name
    if asked.ends_at <= asked.starts_at:
        yield "ends_at"
    if not asked.sale_opens < asked.sale_closes <= asked.starts_at:
        yield "sale_closes"
    if not HOLD_AT_LEAST <= asked.hold_for <= HOLD_AT_MOST:
        yield "hold_for"
    if asked.cancel_before is not None and not timedelta() <= asked.cancel_before <= CANCEL_BEFORE_AT_MOST:
        yield "cancel_before"
    if asked.offline_for is not None and not HOLD_AT_LEAST <= asked.offline_for <= OFFLINE_AT_MOST:
        yield "offline_for"


def _aware(time: datetime) -> bool:
    return time.utcoffset() is not None


def _queues(queue: Queueing, sale_opens: datetime) -> bool:
    rate, places = 0 < queue.per_minute <= PER_MINUTE_AT_MOST, 0 < queue.at_most <= QUEUE_AT_MOST
    in_time = _aware(queue.opens) and queue.opens <= sale_opens
    return rate and places and in_time and TURN_AT_LEAST <= queue.turn_for <= TURN_AT_MOST


def _sold_by(kinds: tuple[TicketType, ...]) -> bool:
    names = {kind.name for kind in kinds}
    return 0 < len(kinds) == len(names) <= TICKET_TYPES_AT_MOST and all(map(_sells, kinds))


def _sells(kind: TicketType) -> bool:
    price, places = 0 <= kind.price <= PRICE_AT_MOST, 0 <= kind.capacity <= PLACES_AT_MOST
    return price and places and _rules(kind) and TYPE_NAME.fullmatch(kind.name) is not None


def _rules(kind: TicketType) -> bool:
    orders = 1 <= kind.min_per_order <= kind.max_per_order <= TICKETS_AT_MOST
    buyers = kind.max_per_buyer == 0 or kind.max_per_buyer >= kind.min_per_order
    times = [time for time in (kind.opens, kind.closes) if time]
    return orders and buyers and all(map(_aware, times)) and times == sorted(times)


def _along(add_ons: tuple[AddOn, ...], kinds: set[str]) -> bool:
    names = {one.name for one in add_ons}
    return len(add_ons) == len(names) <= ADD_ONS_AT_MOST and not names & kinds and all(map(_goes_along, add_ons))


def _goes_along(one: AddOn) -> bool:
    price, places = 0 <= one.price <= PRICE_AT_MOST, 0 < one.capacity <= PLACES_AT_MOST
    return price and places and 0 <= one.per_ticket <= OF_ONE_AT_MOST and TYPE_NAME.fullmatch(one.name) is not None


def _shared(quotas: tuple[Quota, ...], places: set[str], add_ons: set[str]) -> bool:
    """`places` are the types of general admission."""
    names = {quota.name for quota in quotas}
    shares = sum(len(quota.ticket_types) + len(quota.add_ons) for quota in quotas)
    few = len(quotas) == len(names) <= QUOTAS_AT_MOST and shares <= SHARES_AT_MOST
    return few and all(_shares(quota, places, add_ons) for quota in quotas)


def _shares(quota: Quota, places: set[str], add_ons: set[str]) -> bool:
    mine, along = set(quota.ticket_types), set(quota.add_ons)
    once = 0 < len(mine) == len(quota.ticket_types) and len(along) == len(quota.add_ons)
    known = once and mine <= places and along <= add_ons
    return known and 0 < quota.size <= PLACES_AT_MOST and TYPE_NAME.fullmatch(quota.name) is not None


def _bearable(terms: Terms, kinds: tuple[TicketType, ...]) -> bool:
    """What the organiser bears of a ticket is not more than the ticket brings."""
    rates = 0 <= terms.tax_rate <= WHOLE and 0 <= terms.fee_rate <= FEE_RATE_AT_MOST
    texts = len(terms.seller) <= TEXT_AT_MOST and len(terms.tax_id) <= TAX_ID_AT_MOST
    if not (rates and texts and 0 <= terms.fee <= PRICE_AT_MOST):
        return False
    return all(commission(kind.price, terms) <= ticket(kind.price, terms).net for kind in kinds)


def _section(asked: AddSection, kinds: tuple[TicketType, ...]) -> Iterator[str]:
    yield from (where.split("/")[1] for where, _ in section_faults(asked))
    if any(unsold([asked], places(kinds))):
        yield "ticket_type"


def wrong_plan(plan: Sequence[Seating], kinds: tuple[TicketType, ...]) -> tuple[Fault, ...]:
    return tuple(islice(chain(faults(plan), unsold(plan, places(kinds))), FAULTS_AT_MOST))


def places(kinds: tuple[TicketType, ...]) -> dict[str, int]:
    return {kind.name: kind.capacity for kind in kinds}

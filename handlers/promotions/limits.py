"""What a code may be. A broken limit is named by its field; the answer is empty if all is well."""

import re
from collections.abc import Iterator

from contracts.base import TICKETS_AT_MOST
from contracts.money import sold_in
from contracts.prices import WHOLE
from contracts.promotions import CreatePromotion, promotion_id

CODE = re.compile(r"[A-Za-z0-9_-]{6,64}")
"""Those that were given out when three letters were enough are good still."""
EVENTS_AT_MOST, TYPES_AT_MOST = 200, 100
AMOUNT_AT_MOST = 100_000_000
USES_AT_MOST = 1_000_000_000


def wrong(asked: CreatePromotion) -> str:
    return next(_wrong(asked), "")


def _wrong(asked: CreatePromotion) -> Iterator[str]:
    if not CODE.fullmatch(asked.code) or asked.promotion_id != promotion_id(asked.organiser_id, asked.code):
        yield "code"
    if not 0 <= asked.percent <= WHOLE or (asked.percent > 0) == (asked.amount > 0):
        yield "percent"
    if not 0 <= asked.amount <= AMOUNT_AT_MOST:
        yield "amount"
    if bool(asked.amount) != sold_in(asked.currency):
        yield "currency"
    if len(asked.ticket_types) > TYPES_AT_MOST:
        yield "ticket_types"
    if not 1 <= asked.min_tickets <= TICKETS_AT_MOST:
        yield "min_tickets"
    if len(asked.event_ids) > EVENTS_AT_MOST:
        yield "event_ids"
    yield from _times(asked)
    yield from (name for name in ("uses_at_most", "per_buyer") if not 0 <= getattr(asked, name) <= USES_AT_MOST)


def _times(asked: CreatePromotion) -> Iterator[str]:
    named = {name: getattr(asked, name) for name in ("valid_from", "valid_until")}
    yield from (name for name, time in named.items() if time and time.utcoffset() is None)
    if asked.valid_from and asked.valid_until and asked.valid_until <= asked.valid_from:
        yield "valid_until"

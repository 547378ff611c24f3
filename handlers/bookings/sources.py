"""One person with many accounts: only so many book at an event from one device, or from one address."""

from collections.abc import Iterator
from datetime import datetime
from typing import Annotated

from choreography.vocabulary import at
from contracts.bookings import RequestBooking
from handlers.bookings.own import AwaitTurn
from handlers.bookings.rows import Source
from handlers.bookings.settings import settings

Sources = Annotated[list[Source], at("event_id", "sources")]


def at_most(source: str) -> int:
    """0: any number."""
    by_kind = {"device": settings().accounts_by_device, "address": settings().accounts_by_address}
    return by_kind.get(source.partition(":")[0], 0)


def crowded(buyer_id: str, sources: list[Source], now: datetime) -> bool:
    """Who booked from there already goes on."""
    return any(
        buyer_id not in (buyers := recent(one, now)) and len(buyers) >= bound
        for one in sources
        if (bound := at_most(one.source))
    )


def noted(asked: RequestBooking | AwaitTurn, sources: list[Source], now: datetime) -> Iterator[Source]:
    """Who was refused is not, so that nobody's refusals shut out others."""
    there = {one.source: one for one in sources}
    for source in dict.fromkeys(asked.sources):
        if at_most(source):
            one = there.get(source) or Source(asked.event_id, source)
            yield one.but(buyers=recent(one, now) | {asked.buyer_id: now})


def recent(source: Source, now: datetime) -> dict[str, datetime]:
    return {buyer: last for buyer, last in source.buyers.items() if now - last < settings().accounts_within}

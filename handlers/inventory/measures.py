"""Whether more is in use than there is. The rows' guards make it impossible, so it is looked at all the same."""

from typing import Any

from choreography.memory.books import Books
from choreography.sight.measures import Gauge
from handlers.inventory.rows import Stock, TicketStock
from handlers.inventory.service import inventory

OVERSOLD = """
    select coalesce(sum(greatest(held, 0) + greatest(sold, 0) + greatest(blocked, 0) - capacity), 0)
    from (select held, sold, blocked, capacity from stock
        union all select held, sold, blocked, capacity from ticket_stock
        union all select (q ->> 'held')::bigint, (q ->> 'sold')::bigint, (q ->> 'blocked')::bigint,
            (q ->> 'size')::bigint from stock, jsonb_path_query(quotas, '$.*') q
        union all select (a ->> 'held')::bigint, (a ->> 'sold')::bigint, 0,
            (a ->> 'capacity')::bigint from stock, jsonb_path_query(add_ons, '$.*') a) counted
    where greatest(held, 0) + greatest(sold, 0) + greatest(blocked, 0) > capacity"""


async def oversold(place: Any) -> float:
    """Places beyond the capacity of an event, a ticket type, a quota or an add-on."""
    return _in_memory(place) if isinstance(place, Books) else float(await place.fetchval(OVERSOLD))


def _in_memory(books: Books) -> float:
    stocks: list[Any] = list(books.rows.get(Stock, {}).values())
    counted = [(row, row.capacity) for row in (*stocks, *books.rows.get(TicketStock, {}).values())]
    counted += [(quota, quota.size) for stock in stocks for quota in stock.quotas.values()]
    along = [one for stock in stocks for one in stock.add_ons.values()]
    counted_along = sum(max(0, max(one.held, 0) + max(one.sold, 0) - one.capacity) for one in along)
    return float(sum(max(0, used(row) - most) for row, most in counted) + counted_along)


def used(row: Stock | TicketStock) -> int:
    return max(row.held, 0) + max(row.sold, 0) + max(row.blocked, 0)


inventory.gauges = (Gauge("oversold_places", "Held, sold and blocked beyond what there is, of all events.", oversold),)

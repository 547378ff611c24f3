"""What a change of the stock tells besides what it is about: its number, and what is so after it."""

from collections.abc import Iterable
from typing import Any

from handlers.inventory.add_ons import AddOnStock
from handlers.inventory.quotas import least
from handlers.inventory.rows import Stock, TicketStock

Counter = Stock | TicketStock | AddOnStock


def after(stock: Stock, tier: TicketStock | None = None, add_ons: Iterable[str] = ()) -> dict[str, Any]:
    """Of rows as they are after it; `tier` is that of a change without seats."""
    there = {name: stock.add_ons[name] for name in add_ons}
    told: dict[str, Counter] = {"": stock, **({tier.ticket_type: tier} if tier else {}), **there}
    return {
        "stock_seq": stock.version + 1,
        "counts": {name: counts(one) for name, one in told.items()},
        "free": {name: one.free for name, one in told.items()} | shared(stock),
    }


def counts(one: Counter) -> dict[str, int]:
    return {"held": one.held, "sold": one.sold} | ({} if isinstance(one, AddOnStock) else {"blocked": one.blocked})


def shared(stock: Stock) -> dict[str, int]:
    """Of all that is in a quota, as any change of one may be a change of others."""
    if not stock.quotas:
        return {}
    own = stock.remaining | {name: one.free for name, one in stock.add_ons.items()}
    return {name: max(0, least(stock.quotas, name, own[name])) for name in named(stock) if name in own}


def named(stock: Stock) -> list[str]:
    return sorted({name for quota in stock.quotas.values() for name in quota.ticket_types})

"""The edge's reading of what events brought, from books in memory."""

from collections import Counter, defaultdict
from collections.abc import Mapping
from typing import Any

from choreography.memory.books import Books
from edge.live.ports import User
from edge.reading.payouts import PAYOUTS_AT_MOST
from handlers.views.money import BalanceView, PayoutView
from handlers.views.rows import EventView
from ops.memory.owning import owned
from ops.memory.pages import json_of
from ops.memory.rows import all_of, one_of

PARTS = ("sales", "tax", "fees", "disputed", "offline", "paid")


class MemoryPayouts:
    def __init__(self, views: Books) -> None:
        self.views = views

    async def of_event(self, event_id: str, user: User) -> bytes | None:
        if (event := owned(self.views, event_id, user, "money")) is None:
            return None
        balance = one_of(self.views, BalanceView, event_id) or BalanceView(event_id)
        head = {"event_id": event_id, "version": max(balance.balance_version, 0), "currency": event.currency}
        parts = {name: getattr(balance, name) for name in PARTS}
        return json_of({**head, **parts, "owed": owed(parts), "payouts": self._payouts(event_id)})

    async def of(self, organiser: str) -> bytes:
        mine = {event.event_id for event in all_of(self.views, EventView) if event.organiser_id == organiser}
        sums = defaultdict[str, Counter[str]](Counter)
        for one in all_of(self.views, BalanceView):
            if one.event_id in mine:
                sums[one.currency].update({name: getattr(one, name) for name in PARTS})
        return json_of({"items": [summed(currency, sums[currency]) for currency in sorted(sums)]})

    def _payouts(self, event_id: str) -> list[dict[str, Any]]:
        mine = [one for one in all_of(self.views, PayoutView) if one.event_id == event_id]
        newest = sorted(mine, key=lambda one: (-one.asked_at.timestamp(), one.payout_id))
        return [*map(shown, newest[:PAYOUTS_AT_MOST])]


def summed(currency: str, parts: Counter[str]) -> dict[str, Any]:
    return {"currency": currency, **{name: parts[name] for name in PARTS}, "owed": owed(parts)}


def owed(parts: Mapping[str, int]) -> int:
    return parts["sales"] - parts["disputed"] - parts["offline"] - parts["paid"]


def shown(one: PayoutView) -> dict[str, Any]:
    told = {name: getattr(one, name) for name in ("asked_by", "asked_at", "paid_by", "paid_at")}
    return {"id": one.payout_id, "amount": one.amount, "state": "paid" if one.paid_by else "requested", **told}

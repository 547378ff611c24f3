"""The edge's reading of discount codes, from books in memory."""

from typing import Any

from choreography.memory.books import Books
from contracts.promotions import PROMOTED
from handlers.views.promotions import PromotionView
from ops.memory.pages import json_of, page
from ops.memory.rows import all_of, one_of


class MemoryPromotions:
    def __init__(self, views: Books) -> None:
        self.views = views

    async def one(self, promotion_id: str) -> bytes | None:
        found = one_of(self.views, PromotionView, promotion_id)
        return json_of(shown(found)) if found and found.organiser_id else None

    async def of(self, organiser: str, after: str, size: int) -> bytes:
        mine = [one for one in all_of(self.views, PromotionView) if one.organiser_id == organiser]
        behind = sorted((one for one in mine if one.promotion_id > after), key=lambda one: one.promotion_id)
        return page([*map(shown, behind)], size)


def shown(one: PromotionView) -> dict[str, Any]:
    return {"id": one.promotion_id} | {name: getattr(one, name) for name in (*PROMOTED, "uses", "active", "created_at")}

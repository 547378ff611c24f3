"""The edge's reading of differences in money, from books in memory."""

from typing import Any

from choreography.memory.books import Books
from handlers.views.money import MoneyCaseView
from ops.memory.pages import page
from ops.memory.rows import all_of

AS_IT_IS = (
    "kind", "booking_id", "expected", "found", "currency", "proposal", "opened_at", "state", "reason", "proposed_by",
    "applied_by",
)  # fmt: skip


class MemoryMoneyCases:
    def __init__(self, views: Books) -> None:
        self.views = views

    async def newest(self, size: int, after: str, state: str = "", kind: str = "") -> bytes:
        ordered = sorted((one for one in all_of(self.views, MoneyCaseView) if one.kind), key=place)
        last = next((one for one in ordered if one.case_id == after), None)
        behind = [one for one in ordered if not after or (last and place(one) > place(last))]
        return page([shown(one) for one in behind if state in ("", one.state) and kind in ("", one.kind)], size)


def place(one: MoneyCaseView) -> tuple[float, str]:
    return -one.opened_at.timestamp(), one.case_id


def shown(one: MoneyCaseView) -> dict[str, Any]:
    return {"id": one.case_id, **{name: getattr(one, name) for name in AS_IT_IS}}

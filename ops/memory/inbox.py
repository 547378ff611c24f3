"""The edge's reading of what people were told, from books in memory."""

from typing import Any

from choreography.memory.books import Books
from handlers.views.keys_and_people import NoticeView, PersonView
from handlers.views.rows import UNKNOWN
from ops.memory.pages import json_of
from ops.memory.rows import all_of, one_of

AS_IT_IS = ("kind", "about", "matter", "facts", "at")


class MemoryInbox:
    def __init__(self, views: Books) -> None:
        self.views = views

    async def of(self, account_id: str, size: int, after: str) -> bytes:
        person = one_of(self.views, PersonView, account_id)
        until = person.read_until if person else UNKNOWN
        mine = sorted((one for one in all_of(self.views, NoticeView) if one.recipient == account_id), key=place)
        last = next((one for one in mine if one.notice_id == after), None)
        found = [one for one in mine if not after or (last and place(one) > place(last))][:size]
        items: list[dict[str, Any]] = [
            {"id": one.notice_id, "read": one.at <= until, **{name: getattr(one, name) for name in AS_IT_IS}}
            for one in found
        ]
        following = items[-1]["id"] if 0 < size == len(items) else None
        return json_of({"items": items, "next": following, "unread": sum(one.at > until for one in mine)})


def place(one: NoticeView) -> tuple[float, str]:
    """The newest first."""
    return -one.at.timestamp(), one.notice_id

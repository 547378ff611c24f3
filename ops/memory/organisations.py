"""The edge's reading of organisations, from books in memory."""

from datetime import UTC, datetime

from choreography.memory.books import Books
from contracts.rights import MemberRole
from edge.reading.organisations import ORGANISATIONS_AT_MOST
from handlers.views.money import BalanceView
from handlers.views.organisations import MemberView, OrganisationView
from handlers.views.rows import EventView
from ops.memory.owning import roles_of
from ops.memory.pages import json_of
from ops.memory.payouts import PARTS, owed
from ops.memory.rows import all_of, one_of


class MemoryOrganisations:
    def __init__(self, views: Books) -> None:
        self.views = views

    async def roles(self, account_id: str) -> dict[str, MemberRole]:
        return dict(sorted(roles_of(self.views, account_id).items())[:ORGANISATIONS_AT_MOST])

    async def of(self, account_id: str) -> bytes:
        mine = sorted((one for one in self._there() if one.account_id == account_id), key=lambda one: one.key)
        items = [
            {"id": one.organisation_id, "name": self._name(one.organisation_id), "role": one.role, "state": one.state}
            for one in mine[:ORGANISATIONS_AT_MOST]
        ]
        return json_of({"items": items})

    async def members(self, organisation_id: str) -> bytes:
        found = sorted(
            (one for one in self._there() if one.organisation_id == organisation_id), key=lambda one: one.key
        )
        items = [{"account_id": one.account_id, "role": one.role, "state": one.state} for one in found]
        return json_of({"items": items})

    async def is_known(self, organisation_id: str) -> bool:
        return any(one.organisation_id == organisation_id for one in all_of(self.views, MemberView))

    async def needing(self, account_id: str) -> list[str]:
        owned = {one.organisation_id for one in self._owners() if one.account_id == account_id} | {account_id}
        others = {one.organisation_id for one in self._owners() if one.account_id != account_id}
        return sorted(id_ for id_ in owned - others if self._is_needed(id_, account_id))[:ORGANISATIONS_AT_MOST]

    def _is_needed(self, organisation_id: str, account_id: str) -> bool:
        events = [one for one in all_of(self.views, EventView) if one.organiser_id == organisation_id]
        members = (one for one in self._there() if one.organisation_id == organisation_id and one.state == "member")
        return any(one.account_id != account_id for one in members) or any(
            is_to_come(one) or is_owed(self.views, one) for one in events
        )

    def _owners(self) -> list[MemberView]:
        return [one for one in all_of(self.views, MemberView) if (one.role, one.state) == ("owner", "member")]

    def _there(self) -> list[MemberView]:
        return [one for one in all_of(self.views, MemberView) if one.state != "gone"]

    def _name(self, organisation_id: str) -> str:
        found = one_of(self.views, OrganisationView, organisation_id)
        return found.name if found else ""


def is_to_come(event: EventView) -> bool:
    return event.state == "postponed" or (event.state in ("on_sale", "sold_out") and event.ends_at > datetime.now(UTC))


def is_owed(views: Books, event: EventView) -> bool:
    balance = one_of(views, BalanceView, event.event_id) or BalanceView(event.event_id)
    return owed({name: getattr(balance, name) for name in PARTS}) > 0

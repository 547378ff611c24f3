"""The edge's reading of organisations, from books in memory."""

from choreography.memory.books import Books
from contracts.rights import MemberRole
from edge.reading.organisations import ORGANISATIONS_AT_MOST
from handlers.views.organisations import MemberView, OrganisationView
from ops.memory.owning import roles_of
from ops.memory.pages import json_of
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

    def _there(self) -> list[MemberView]:
        return [one for one in all_of(self.views, MemberView) if one.state != "gone"]

    def _name(self, organisation_id: str) -> str:
        found = one_of(self.views, OrganisationView, organisation_id)
        return found.name if found else ""

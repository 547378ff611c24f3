"""The edge's reading of people, venues and keys, from books in memory."""

import json
from datetime import UTC, datetime
from typing import Any

from choreography.memory.books import Books
from edge.live.ports import User
from edge.reading.people import Person, SignedIn
from handlers.views.keys_and_people import AddressView, KeyView, PersonView, ProviderView, SessionView
from handlers.views.rows import OrganiserView, VenueView
from ops.memory.pages import json_of
from ops.memory.rows import all_of, one_of


class MemoryPeople:
    """`views` are the books of the service of that name."""

    def __init__(self, views: Books) -> None:
        self.views = views

    async def one(self, account_id: str) -> Person | None:
        found = one_of(self.views, PersonView, account_id)
        if found is None:
            return None
        name = found.name or found.registered_name
        return Person(
            found.new_mail or found.mail, name, dict(found.preferences), found.created, found.version, found.verified,
            found.second_factor,
        )  # fmt: skip

    async def sessions(self, account_id: str) -> list[SignedIn]:
        now = datetime.now(UTC)
        mine = [
            SignedIn(one.sid, one.client, one.started, one.seen, one.expires)
            for one in all_of(self.views, SessionView)
            if one.account_id == account_id and not one.ended and one.expires > now
        ]
        return sorted(mine, key=lambda one: (-one.seen.timestamp(), one.sid))[:100]

    async def standing(self, users: list[User]) -> dict[str, bool]:
        now, asked = datetime.now(UTC), {(user.id, user.session) for user in users}
        known = (one for one in all_of(self.views, SessionView) if (one.account_id, one.sid) in asked)
        return {one.sid: not one.ended and one.expires > now for one in known}

    async def owner(self, address: str) -> str | None:
        return next((one.account for one in all_of(self.views, AddressView) if one.address == address), None)

    async def devices_from(self, account_id: str) -> datetime | None:
        found = one_of(self.views, PersonView, account_id)
        return max(found.devices_from, found.mail_at) if found else None

    async def providers(self, account_id: str) -> list[tuple[str, datetime]]:
        return sorted(
            (one.provider, one.linked)
            for one in all_of(self.views, ProviderView)
            if one.account_id == account_id and one.linked > one.unlinked
        )

    async def venue(self, venue_id: str) -> bytes | None:
        found = one_of(self.views, VenueView, venue_id)
        if found is None:
            return None
        said = {name: getattr(found, name) for name in ("version", "organiser_id", "name", "place", "capacity")}
        return json_of({"id": found.venue_id, **said})

    async def organiser(self, organiser_id: str) -> bytes | None:
        found = one_of(self.views, OrganiserView, organiser_id)
        if found is None:
            return None
        said = {name: getattr(found, name) for name in ("version", "verified", "suspended", "reason", "decided_by")}
        return json_of({"id": found.organiser_id, **said})

    async def keys(self) -> list[dict[str, Any]]:
        signing = [
            one for one in all_of(self.views, KeyView) if one.ring == "signing" and not one.retired and one.public
        ]
        return [json.loads(one.public) for one in sorted(signing, key=lambda one: one.starts)]

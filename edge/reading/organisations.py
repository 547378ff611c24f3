"""Organisations: who is what in which."""

from typing import Protocol

from contracts.rights import MemberRole
from edge.reading.pool import Reads

ORGANISATIONS_AT_MOST = 100
"""Of one person."""
ROLES = f"""select organisation_id, role from member_view where account_id = $1 and state = 'member'
    order by organisation_id limit {ORGANISATIONS_AT_MOST}"""
OF = f"""select json_build_object('items', coalesce(json_agg(t order by t.id), '[]'))::text
    from (select m.organisation_id as id, coalesce(o.name, '') as name, m.role, m.state
        from member_view m left join organisation_view o using (organisation_id)
        where m.account_id = $1 and m.state <> 'gone'
        order by m.organisation_id limit {ORGANISATIONS_AT_MOST}) t"""
MEMBERS = """select json_build_object('items', coalesce(json_agg(t order by t.account_id), '[]'))::text
    from (select m.account_id, m.role, m.state from member_view m
        where m.organisation_id = $1 and m.state <> 'gone') t"""

KNOWN = "select organisation_id from member_view where organisation_id = $1 limit 1"
OWNED = """select m.organisation_id as id from member_view m
    where m.account_id = $1 and m.role = 'owner' and m.state = 'member' union select $1"""
NEEDED = f"""select mine.id from ({OWNED}) mine
    where not exists (select from member_view m where m.organisation_id = mine.id and m.account_id <> $1
        and m.role = 'owner' and m.state = 'member')
    and (exists (select from member_view m where m.organisation_id = mine.id and m.account_id <> $1
        and m.state = 'member')
      or exists (select from event_view e where e.organiser_id = mine.id
        and (e.state in ('on_sale', 'sold_out') and e.ends_at > now() or e.state = 'postponed'))
      or exists (select from event_view e join balance_view b using (event_id) where e.organiser_id = mine.id
        and b.sales - b.disputed - b.offline - b.paid > 0))
    order by mine.id limit {ORGANISATIONS_AT_MOST}"""


class Organisations(Protocol):
    """Each call may raise Unreachable."""

    async def roles(self, account_id: str) -> dict[str, MemberRole]:
        """What the account is as a member, by organisation."""
        ...

    async def of(self, account_id: str) -> bytes:
        """Those that the account is a member of, or invited to, as JSON."""
        ...

    async def members(self, organisation_id: str) -> bytes:
        """With those who are invited, as JSON."""
        ...

    async def is_known(self, organisation_id: str) -> bool:
        """Is anybody told to be a member?"""
        ...

    async def needing(self, account_id: str) -> list[str]:
        """Those that the account alone owns, the own among them, with other members, an event to come or money owed."""
        ...


class PostgresOrganisations:
    def __init__(self, reads: Reads, primary: Reads) -> None:
        self.reads, self.primary = reads, primary

    async def roles(self, account_id: str) -> dict[str, MemberRole]:
        return {row["organisation_id"]: row["role"] for row in await self.primary.rows(ROLES, account_id)}

    async def of(self, account_id: str) -> bytes:
        return await self.reads.text(OF, account_id) or b""

    async def members(self, organisation_id: str) -> bytes:
        return await self.reads.text(MEMBERS, organisation_id) or b""

    async def is_known(self, organisation_id: str) -> bool:
        return bool(await self.primary.rows(KNOWN, organisation_id))

    async def needing(self, account_id: str) -> list[str]:
        return [row["id"] for row in await self.primary.rows(NEEDED, account_id)]

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


class PostgresOrganisations:
    def __init__(self, reads: Reads, primary: Reads) -> None:
        self.reads, self.primary = reads, primary

    async def roles(self, account_id: str) -> dict[str, MemberRole]:
        return {row["organisation_id"]: row["role"] for row in await self.primary.rows(ROLES, account_id)}

    async def of(self, account_id: str) -> bytes:
        return await self.reads.text(OF, account_id) or b""

    async def members(self, organisation_id: str) -> bytes:
        return await self.reads.text(MEMBERS, organisation_id) or b""

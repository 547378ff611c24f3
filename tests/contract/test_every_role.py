"""Each service logs in under its own role, and every role is tried on every schema that is not its own."""

import asyncpg
import pytest

from choreography.mesh import MeshSettings
from ops import registry
from ops.stack import Addresses

pytestmark = pytest.mark.real
ROLES = (*registry.NAMES, "edge")
ALLOWED = {("edge", "views")}
"""Besides their own: whose tables a role may read. Functions are granted one by one, and tried elsewhere."""
TABLES = "select format('%I.%I', schemaname, tablename) from pg_tables where schemaname = $1 order by 1"
PRIVILEGES = "select has_table_privilege($1, $2, 'select'), has_table_privilege($1, $2, 'insert, update, delete')"


async def tables(postgres: str, schema: str) -> list[str]:
    connection = await asyncpg.connect(postgres)
    try:
        return [row[0] for row in await connection.fetch(TABLES, schema)]
    finally:
        await connection.close()


@pytest.mark.parametrize("role", ROLES)
async def test_a_role_reads_and_writes_no_schema_but_its_own(role: str, provisioned: Addresses) -> None:
    connection = await asyncpg.connect(provisioned.postgres)
    for schema in (*ROLES, "keyring"):
        for table in await tables(provisioned.postgres, schema):
            reads, writes = await connection.fetchrow(PRIVILEGES, role, table)
            assert reads == (role == schema or (role, schema) in ALLOWED), f"{role} reads {table}: {reads}"
            assert not writes or role == schema, f"{role} writes {table}"
    await connection.close()


@pytest.mark.parametrize("role", ROLES)
async def test_a_query_on_a_foreign_table_is_refused_to_who_is_logged_in(role: str, provisioned: Addresses) -> None:
    connection = await asyncpg.connect(MeshSettings(postgres=provisioned.postgres).dsn(role))
    for schema in registry.NAMES:
        if role == schema or (role, schema) in ALLOWED:
            continue
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.fetch(f"select * from {schema}.lane")  # noqa: S608
    await connection.close()

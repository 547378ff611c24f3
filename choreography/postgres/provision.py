"""What an administrator does before a service starts: its schema, its role, its tables."""

from collections.abc import Iterable
from contextlib import suppress
from importlib.resources.abc import Traversable

import asyncpg

from choreography.postgres.columns import agree
from choreography.postgres.legal import checked
from choreography.postgres.migrate import ENGINE, alone, migrate, scripts
from choreography.service import Service

SORTED_LIKE_PYTHON = ("C", "POSIX", "C.UTF-8", "C.utf8", "PG_UNICODE_FAST")
COLLATION = "select coalesce(datlocale, datcollate) from pg_database where datname = current_database()"

NO_LITTER = """do $$ begin
    execute format('revoke temporary on database %I from public', current_database());
    revoke execute on function lo_creat(integer), lo_create(oid), lo_from_bytea(oid, bytea) from public;
end $$"""
"""A role makes nothing, not even what its session or the database's large objects would hold."""


async def provision(
    dsn: str, service: Service, folder: Traversable, password: str | None = None, schema: str = ""
) -> list[str]:
    """Idempotent; `folder` holds the service's own migrations. The names of the files that were applied now.

    The schema is called like the service, or `schema` if it is another one of the same role. Workers serve meanwhile.

    Raises Changed, Misplaced, Busy and Disagreement; and ValueError if the database does not sort text by code point,
    as pages need.
    """
    connection = await asyncpg.connect(dsn, server_settings={"TimeZone": "UTC"})
    try:
        await sorts_like_python(connection)
        async with alone(connection, "all"):
            await connection.execute(NO_LITTER)
        async with alone(connection, service.name):
            await role(connection, service.name, password)
            if schema:
                await space(connection, schema, service.name)
            found = (*scripts("engine", ENGINE), *scripts(service.name, folder))
            return await tables(connection, service, found, schema or service.name)
    finally:
        await connection.close()


async def sorts_like_python(connection: "asyncpg.Connection[asyncpg.Record]") -> None:
    if (collation := await connection.fetchval(COLLATION)) not in SORTED_LIKE_PYTHON:
        raise ValueError(f"the database sorts by {collation}: make it with one of {SORTED_LIKE_PYTHON}")


async def role(connection: "asyncpg.Connection[asyncpg.Record]", name: str, password: str | None) -> None:
    """A login role with a schema of its own."""
    if not await connection.fetchval("select exists (select from pg_roles where rolname = $1)", name):
        await connection.execute(f'create role "{name}" login')
    if password is not None:
        literal = await connection.fetchval("select quote_literal($1)", password)
        await connection.execute(f'alter role "{name}" password {literal}')
    await space(connection, name, name)
    await connection.execute(f'alter role "{name}" set search_path = "{name}"')


async def space(connection: "asyncpg.Connection[asyncpg.Record]", schema: str, name: str) -> None:
    """A schema in which a role may read and write what the administrator makes."""
    await connection.execute(f"""create schema if not exists "{schema}";
        grant usage on schema "{schema}" to "{name}";
        alter default privileges in schema "{schema}" grant select, insert, update, delete on tables to "{name}";
        alter default privileges in schema "{schema}" grant execute on functions to "{name}";""")


async def tables(
    connection: "asyncpg.Connection[asyncpg.Record]", service: Service, found: Iterable[tuple[str, str]], schema: str
) -> list[str]:
    await connection.execute("select set_config('search_path', quote_ident($1) || ', pg_temp', false)", schema)
    applied = await migrate(connection, found)
    await connection.execute(f'revoke execute on all functions in schema "{schema}" from public')
    await agree(connection, service)
    for row in service.rows:
        await checked(connection, row)
    with suppress(asyncpg.LockNotAvailableError):  # a worker does it at its start, and each hour
        await connection.execute("select rotate_inbox()")
    return applied

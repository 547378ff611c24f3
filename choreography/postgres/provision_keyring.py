"""What an administrator does for the keyring: its schema, and who may call which of its functions."""

from collections.abc import Iterable
from importlib.resources import files

import asyncpg

from choreography.postgres.migrate import alone, migrate, scripts

FOLDER = files("choreography.postgres") / "sql_keyring"
SEAL, FIRST, OPEN, ERASE = "seal_key(text, bytea)", "first_key(text, bytea)", "open_key(text)", "erase_key(text)"
HELD = """select r.rolname from pg_proc p, aclexplode(p.proacl) a join pg_roles r on r.oid = a.grantee
    where p.oid = $1::regprocedure and r.oid <> p.proowner"""


async def provision_keyring(
    dsn: str, *, sealers: Iterable[str], openers: Iterable[str], erasers: Iterable[str]
) -> list[str]:
    """Idempotent; the roles must be there. The names of the files that were applied now.

    Raises Changed, Misplaced and Busy.
    """
    connection = await asyncpg.connect(dsn, server_settings={"TimeZone": "UTC"})
    try:
        async with alone(connection, "keyring"):
            await connection.execute("create schema if not exists keyring; set search_path = keyring")
            applied = await migrate(connection, scripts("keyring", FOLDER))
            for function, roles in ((SEAL, sealers), (FIRST, sealers), (OPEN, openers), (ERASE, erasers)):
                await granted(connection, function, roles)
            return applied
    finally:
        await connection.close()


async def granted(connection: "asyncpg.Connection[asyncpg.Record]", function: str, roles: Iterable[str]) -> None:
    """To these roles, and to no other any more."""
    named = set(roles)
    held = {row["rolname"] for row in await connection.fetch(HELD, f"keyring.{function}")}
    for role in held - named:
        await connection.execute(f'revoke execute on function keyring.{function} from "{role}"')
    for role in named - held:
        await connection.execute(f'grant usage on schema keyring to "{role}"')
        await connection.execute(f'grant execute on function keyring.{function} to "{role}"')

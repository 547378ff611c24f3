"""A second schema beside a service's own, and the moment in which it takes its place."""

import json
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from typing import Any

import asyncpg

from choreography.ports import Place

NEW, OLD = "{}_new", "{}_old"
"""How the schema is called before, and how the one that it takes the place of is called after."""
DROP_TRIES = 30
HELD = "select pg_try_advisory_lock(hashtextextended($1, 0))"
MIGRATIONS = 'select name, checksum from "{}".migration order by name'
NEXT = 'select partition, next from "{}".lane'

# Grants of the one schema, of its tables and of its functions, as statements about the other.
GRANTS = """
select format('grant %s on schema %I to %I', a.privilege_type, $2::text, r.rolname) as grant_
from pg_namespace n, aclexplode(n.nspacl) a join pg_roles r on r.oid = a.grantee where n.nspname = $1::text
union all
select format('grant %s on table %I.%I to %I', a.privilege_type, $2::text, c.relname, r.rolname)
from pg_class c, aclexplode(c.relacl) a join pg_roles r on r.oid = a.grantee
where c.relnamespace = to_regnamespace($1::text) and c.relkind in ('r', 'p', 'v', 'm')
and to_regclass(format('%I.%I', $2::text, c.relname)) is not null
union all
select format('grant execute on function %I.%I(%s) to %I', $2::text, p.proname,
    pg_get_function_identity_arguments(p.oid), r.rolname)
from pg_proc p, aclexplode(p.proacl) a join pg_roles r on r.oid = a.grantee
where p.pronamespace = to_regnamespace($1::text) and exists (select from pg_proc other
    where other.pronamespace = to_regnamespace($2::text) and other.proname = p.proname
    and other.proargtypes = p.proargtypes)"""

# No epoch that was ever taken stands in the new rows: whoever holds a lane of the old ones loses it.
FENCE = """update "{new}".lane n set epoch = greatest(n.epoch, o.epoch) + 1, turn = greatest(n.turn, o.turn) + 1
from "{schema}".lane o where o.partition = n.partition"""
ANALYZE = """select format('analyze %s', oid::regclass) from pg_class
where relnamespace = to_regnamespace($1) and relkind = 'r'"""

# A function that keeps the search path of its making keeps the schema's name at that time.
PATHS = """select format('alter function %s set search_path = %I, pg_temp', p.oid::regprocedure, $1::text)
from pg_proc p where p.pronamespace = to_regnamespace($1::text)
and exists (select from unnest(p.proconfig) said where said like 'search_path=%')"""


class InUse(Exception):
    """Somebody else is at it."""


class OtherTables(Exception):
    """The two schemas were not made from the same files."""


@asynccontextmanager
async def alone(admin: Any, schema: str) -> AsyncIterator[None]:
    """Nobody else makes a second schema meanwhile; it is let go when the connection ends. Raises InUse."""
    if not await admin.fetchval(HELD, f"beside {schema}"):
        raise InUse(f"the tables of {schema} are being built anew already")
    yield


async def cleared(admin: Any, schema: str) -> None:
    """Without the schema that serves no more, and without what one that was broken off has left.

    A reader may still hold one of its tables: it is waited for, and never waits for us. What is not to be had even so
    is left for the next time.
    """
    for name in (NEW.format(schema), OLD.format(schema)):
        for _ in range(DROP_TRIES):
            with suppress(asyncpg.LockNotAvailableError):
                await admin.execute(f"set lock_timeout = '300ms'; drop schema if exists \"{name}\" cascade")
                break
    await admin.execute("reset lock_timeout")


async def noted(admin: Any, schema: str, text: str) -> None:
    """Of the new schema: by whom it is built."""
    await admin.execute(f"comment on schema \"{NEW.format(schema)}\" is '{text}'")


async def note(admin: Any, schema: str) -> str:
    """Empty where there is no new schema, or none of which this was noted."""
    said = await admin.fetchval("select obj_description(to_regnamespace($1), 'pg_namespace')", NEW.format(schema))
    return said or ""


async def granted(admin: Any, schema: str) -> None:
    """Whoever may use the serving tables may use the new ones in the same way."""
    for (statement,) in await admin.fetch(GRANTS, schema, NEW.format(schema)):
        await admin.execute(statement)


async def analyzed(admin: Any, schema: str) -> None:
    for (statement,) in await admin.fetch(ANALYZE, NEW.format(schema)):
        await admin.execute(statement)


async def stands(admin: Any, schema: str) -> dict[Place, int]:
    """By place, the offset from which the lanes of this schema read on."""
    rows = await admin.fetch(NEXT.format(schema))
    return {(topic, row["partition"]): n for row in rows for topic, n in json.loads(row["next"]).items()}


async def still(admin: Any, schema: str) -> None:
    """No lane of the serving schema saves anything from here to the end of the transaction; reads go on."""
    await admin.execute(f'lock table "{schema}".lane in exclusive mode')


async def swapped(admin: Any, schema: str) -> None:
    """In the transaction in which the lanes are still. Raises OtherTables."""
    new, old = NEW.format(schema), OLD.format(schema)
    if await admin.fetch(MIGRATIONS.format(schema)) != await admin.fetch(MIGRATIONS.format(new)):
        raise OtherTables(f"the tables of {schema} are made from other files than these: provision them first")
    await granted(admin, schema)
    await admin.execute(FENCE.format(schema=schema, new=new))
    await admin.execute(f'alter schema "{schema}" rename to "{old}"; alter schema "{new}" rename to "{schema}"')
    for (statement,) in await admin.fetch(PATHS, schema):
        await admin.execute(statement)

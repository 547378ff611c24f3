"""Each service logs in under its own role, and every role is tried on every schema that is not its own."""

from collections.abc import Iterable

import asyncpg
import pytest

from choreography.mesh import MeshSettings
from ops import registry
from ops.stack import Addresses

pytestmark = pytest.mark.real
ROLES = (*registry.NAMES, "edge")
SCHEMAS = [*ROLES, "keyring"]
ALLOWED = {("edge", "views")}
"""Besides their own: whose rows a role may read, but not what the engine keeps beside them."""
CALLED = {
    "edge": {
        "keyring.first_key", "keyring.open_key", "keyring.seal_key",
        "realtime.channel_buyer", "realtime.channel_head", "realtime.feed_after",
        "realtime.feed_newest",
    },
    "email": {"keyring.open_key"},
    "identity": {"keyring.first_key", "keyring.seal_key"},
    "payments": {"keyring.first_key", "keyring.seal_key"},
    "users": {"keyring.erase_key"},
}  # fmt: skip
"""Besides their own: what a role may call."""
MADE = (
    "create table made ()", "create table public.made ()", "create temporary table made ()", "create schema made",
    "create function made() returns void language sql as 'select'", "create sequence {role}.made",
    "create extension pg_stat_statements", "create role made", "create database made", "select lo_create(0)",
    "select lo_from_bytea(0, 'made')", "select lo_creat(-1)",
)  # fmt: skip
TRIED = (
    "select rolpassword from pg_authid", "select passwd from pg_shadow", "set role boxoffice",
    "set session authorization boxoffice", "select pg_read_file('PG_VERSION')", "copy (select 1) to program 'true'",
    "select * from pg_hba_file_rules", "alter role boxoffice password 'mine'", "alter system set fsync = off",
    "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'boxoffice'",
)  # fmt: skip
RELATIONS = """select n.nspname as schema, format('%I.%I', n.nspname, c.relname) as name, c.relkind::text as kind,
    has_table_privilege($1, c.oid, 'select') as reads,
    has_table_privilege($1, c.oid, 'insert, update, delete, truncate') as writes,
    has_table_privilege($1, c.oid, 'truncate') as empties
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = any($2) and c.relkind in ('r', 'p', 'v', 'm', 'f')"""
SEQUENCES = """select n.nspname as schema, format('%I.%I', n.nspname, c.relname) as name,
    has_sequence_privilege($1, c.oid, 'usage, select, update') as uses
from pg_class c join pg_namespace n on n.oid = c.relnamespace
where n.nspname = any($2) and c.relkind = 'S'"""
FUNCTIONS = """select n.nspname as schema, format('%I.%I', n.nspname, p.proname) as name,
    has_function_privilege($1, p.oid, 'execute') as calls
from pg_proc p join pg_namespace n on n.oid = p.pronamespace
where n.nspname = any($2)"""


async def found(at: Addresses, query: str, role: str) -> list[asyncpg.Record]:
    """In all schemas."""
    connection = await asyncpg.connect(at.postgres)
    try:
        return await connection.fetch(query, role, SCHEMAS)
    finally:
        await connection.close()


@pytest.mark.parametrize("role", ROLES)
async def test_a_role_reads_and_writes_no_schema_but_its_own(role: str, provisioned: Addresses) -> None:
    relations = await found(provisioned, RELATIONS, role)
    for one in relations:
        readable = role == one["schema"] or ((role, one["schema"]) in ALLOWED and one["name"].endswith("_view"))
        assert one["reads"] == readable, f"{role} reads {one['name']}: {one['reads']}"
        assert not one["writes"] or role == one["schema"], f"{role} writes {one['name']}"
        assert not one["empties"], f"{role} empties {one['name']}"
    assert {one["kind"] for one in relations} >= {"r", "p", "v"} and {one["schema"] for one in relations} >= {"keyring"}


@pytest.mark.parametrize(("role", "table"), [("payments", "ledger_entry"), ("invoices", "invoice"), ("audit", "entry")])
async def test_what_is_never_changed_is_not_emptied_either(role: str, table: str, provisioned: Addresses) -> None:
    connection = await asyncpg.connect(MeshSettings(postgres=provisioned.postgres).dsn(role))
    for change in (f"truncate {table}", f"truncate {table} cascade", f"drop table {table}"):
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(change)
    await connection.close()


@pytest.mark.parametrize("role", ROLES)
async def test_a_role_draws_from_no_sequence_but_its_own(role: str, provisioned: Addresses) -> None:
    sequences = await found(provisioned, SEQUENCES, role)
    assert sequences and not [one["name"] for one in sequences if one["uses"] and role != one["schema"]]


@pytest.mark.parametrize("role", ROLES)
async def test_a_role_calls_its_own_functions_and_those_that_it_was_granted(role: str, provisioned: Addresses) -> None:
    functions = await found(provisioned, FUNCTIONS, role)
    own = {one["name"] for one in functions if one["schema"] == role}
    assert {one["name"] for one in functions if one["calls"]} == own | CALLED.get(role, set())


@pytest.mark.parametrize("role", ROLES)
async def test_a_query_on_a_foreign_table_is_refused_to_who_is_logged_in(role: str, provisioned: Addresses) -> None:
    connection = await asyncpg.connect(MeshSettings(postgres=provisioned.postgres).dsn(role))
    for schema in registry.NAMES:
        if role == schema:
            continue
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.fetch(f"select * from {schema}.lane")  # noqa: S608
    await connection.close()


@pytest.mark.parametrize("role", ROLES)
async def test_a_role_makes_nothing(role: str, provisioned: Addresses) -> None:
    await all_refused(provisioned, role, [made.format(role=role) for made in MADE])


@pytest.mark.parametrize("role", ROLES)
async def test_a_role_sees_no_password_and_no_file_and_becomes_nobody_else(role: str, provisioned: Addresses) -> None:
    await all_refused(provisioned, role, TRIED)


async def all_refused(provisioned: Addresses, role: str, statements: Iterable[str]) -> None:
    connection = await asyncpg.connect(MeshSettings(postgres=provisioned.postgres).dsn(role))
    for tried in statements:
        with pytest.raises(asyncpg.InsufficientPrivilegeError):
            await connection.execute(tried)
    await connection.close()

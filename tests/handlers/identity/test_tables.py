"""Identity and users on real tables: what is written there comes back as it was."""

import asyncio
from importlib.resources import files

import pytest

from choreography.changes import Changes, Wanted
from choreography.mesh import MeshSettings
from choreography.postgres.provision import provision
from choreography.postgres.store import PostgresStore
from choreography.row import Row
from choreography.service import Service
from choreography.testing import START
from contracts.sealed import Sealed
from handlers.identity import identity as service
from handlers.identity.keys import KeyRing
from handlers.identity.rows import Account, Code, Failures, Session
from handlers.users import users
from handlers.users.rows import Profile
from ops.inspector.postgres import PostgresBooks
from ops.stack import Addresses
from tests.database import own_database

NAME = Sealed(person_id="ann", key_version=1, nonce="n", ciphertext="c")


@pytest.fixture(scope="session")
def dsn(stack: Addresses) -> str:
    postgres = asyncio.run(own_database(stack.postgres, "tables"))
    for one in (service, users):
        asyncio.run(provision(postgres, one, files(f"handlers.{one.name}") / "sql"))
    return postgres


async def kept(dsn: str, service: Service, *rows: Row) -> list[Row | None]:
    """The rows, once saved and loaded again."""
    store = await PostgresStore.open(dsn.replace("boxoffice@", f"{service.name}@"), service)
    changes, wanted = Changes(), Wanted()
    for row in rows:
        changes.rows.setdefault(type(row), {})[row.key] = row
        changes.old.setdefault(type(row), {})[row.key] = 0
        wanted.rows.setdefault(type(row), set()).add(row.key)
    await store.save(changes)
    loaded = await store.load(wanted)
    await store.close()
    return [loaded.rows[type(row)].get(row.key) for row in rows]


@pytest.mark.real
async def test_accounts_sessions_and_keys_come_back_as_they_were(dsn: str, rings: tuple[KeyRing, KeyRing]) -> None:
    account = Account(
        "a", "$argon2id$", ("buyer", "operator"), START, verified=True, generation=2, banned=True, version=1
    )
    asked = Code("a", "reset", "digest", START, START, version=1)
    wrong = Failures("a", 3, START, version=1)
    session = Session("a", "a-1", "token", START, START, "previous", version=1)
    rows = (account, session, asked, wrong, *rings)
    assert await kept(dsn, service, *rows) == list(rows)


@pytest.mark.real
async def test_profiles_come_back_as_they_were(dsn: str) -> None:
    rows = (Profile("ann", START, NAME, {"theme": "dark"}, version=1), Profile("ben", START, version=1))
    assert await kept(dsn, users, *rows) == list(rows)


@pytest.mark.real
async def test_operators_find_an_account_by_its_present_address_alone(dsn: str) -> None:
    stayed, moved, old, new = "5" * 32, "6" * 32, "6" * 32, "7" * 32
    await kept(
        dsn, service, Account(stayed, "h", ("buyer",), START), Account(moved, "h", ("buyer",), START, address=new)
    )
    books = PostgresBooks(MeshSettings(postgres=dsn))
    try:
        assert [await books.account([one]) for one in (stayed, new, old)] == [stayed, moved, ""]
        assert await books.account(["8" * 32, stayed]) == stayed
    finally:
        await books.close()

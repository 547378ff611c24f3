"""What every keyring keeps."""

import asyncio
from collections.abc import AsyncIterator

import asyncpg
import pytest

from choreography.keyring import Erased, Keyring, MemoryKeyring, NoKey
from choreography.master import MasterKey
from choreography.postgres.keyring import PostgresKeyring
from choreography.postgres.provision_keyring import OPEN, SEAL, provision_keyring
from ops.stack import Addresses
from tests.database import own_database
from tests.memory_or import memory_or

ROLES = ("keyring_sealer", "keyring_opener", "keyring_stranger")
MASTER = MasterKey("test", "keyring")


@pytest.fixture(scope="session")
def with_keyring(stack: Addresses) -> str:
    dsn = asyncio.run(own_database(stack.postgres, "keys"))
    asyncio.run(provide(dsn))
    return dsn


async def provide(dsn: str) -> None:
    admin = await asyncpg.connect(dsn)
    for role in ROLES:
        await admin.execute(f"create role {role} login")
    await admin.close()
    for applied in (["keyring/0001_keyring.sql", "keyring/0002_first_key.sql", "keyring/0003_erased_once.sql"], []):
        names = await provision_keyring(dsn, sealers=ROLES[:1], openers=ROLES[:2], erasers=ROLES[:1])
        assert names == applied


dsn = memory_or("with_keyring")


@pytest.fixture
async def keyring(dsn: str) -> AsyncIterator[Keyring]:
    if not dsn:
        yield MemoryKeyring()
        return
    admin = await asyncpg.connect(dsn)
    await admin.execute("truncate keyring.data_key")
    await admin.close()
    async with asyncpg.create_pool(as_role(dsn, ROLES[0]), min_size=1, max_size=4) as pool:
        yield PostgresKeyring(pool, MASTER)


def as_role(dsn: str, role: str) -> str:
    return dsn.replace("boxoffice@", f"{role}@")


async def test_a_key_is_made_once_and_is_the_same_ever_after(keyring: Keyring) -> None:
    first = await keyring.seal_key("ann")
    assert await keyring.seal_key("ann") == await keyring.open_key("ann") == first and len(first.key) == 32


async def test_a_first_key_is_made_or_found_alike(keyring: Keyring) -> None:
    first = await keyring.first_key("ann")
    assert await keyring.first_key("ann") == await keyring.seal_key("ann") == first
    await keyring.erase("ann")
    with pytest.raises(Erased):
        await keyring.first_key("ann")


@pytest.mark.real
async def test_for_a_first_key_one_statement_writes_one_row_whether_or_not_there_was_one(with_keyring: str) -> None:
    connection = await asyncpg.connect(as_role(with_keyring, ROLES[0]))
    admin = await asyncpg.connect(with_keyring)
    writers, queries = [], []
    with connection.query_logger(lambda query: queries.append(query.query)):
        for _ in range(2):
            await PostgresKeyring(connection, MASTER).first_key("cleo")
            writers.append(await admin.fetchval("select xmin::text from keyring.data_key where person_id = 'cleo'"))
    assert len(queries) == 2 and len({*queries}) == 1
    assert writers[0] != writers[1], "the second one wrote the row, too"
    await connection.close()
    await admin.close()


async def test_no_two_people_share_a_key(keyring: Keyring) -> None:
    assert (await keyring.seal_key("ann")).key != (await keyring.seal_key("ben")).key


async def test_many_at_once_are_given_one_key(keyring: Keyring) -> None:
    keys = await asyncio.gather(*(keyring.seal_key("ann") for _ in range(20)))
    assert len({key.key for key in keys}) == 1


async def test_nobody_reads_what_was_never_sealed(keyring: Keyring) -> None:
    with pytest.raises(NoKey):
        await keyring.open_key("ann")


async def test_an_erased_person_has_no_key_and_is_made_none(keyring: Keyring) -> None:
    await keyring.seal_key("ann")
    await keyring.erase("ann")
    await keyring.erase("ann")
    for ask in (keyring.seal_key, keyring.open_key):
        with pytest.raises(Erased):
            await ask("ann")


async def test_who_was_erased_before_anything_was_sealed_stays_erased(keyring: Keyring) -> None:
    await keyring.erase("ann")
    with pytest.raises(Erased):
        await keyring.seal_key("ann")


async def test_of_many_asked_for_at_once_who_is_erased_or_unknown_costs_the_others_nothing(
    keyring: Keyring,
) -> None:
    ann, _, cleo = [await keyring.seal_key(person) for person in ("ann", "ben", "cleo")]
    await keyring.erase("ben")
    asked = (keyring.open_key(person) for person in ("ann", "ben", "cleo", "nobody", "ann"))
    first, erased, third, unknown, again = await asyncio.gather(*asked, return_exceptions=True)
    assert first == again == ann and third == cleo
    assert isinstance(erased, Erased) and isinstance(unknown, NoKey)


@pytest.mark.real
async def test_many_keys_are_asked_for_in_one_statement(with_keyring: str) -> None:
    connection = await asyncpg.connect(as_role(with_keyring, ROLES[0]))
    people, queries = ("dora", "emil", "fay"), []
    keyring = PostgresKeyring(connection, MASTER)
    keys = [await keyring.seal_key(person) for person in people]
    with connection.query_logger(lambda query: queries.append(query.query)):
        assert await asyncio.gather(*map(keyring.open_key, people)) == keys
    assert len(queries) == 1
    await connection.close()


async def test_erasing_one_leaves_the_others(keyring: Keyring) -> None:
    ben = await keyring.seal_key("ben")
    await keyring.erase("ann")
    assert await keyring.open_key("ben") == ben


@pytest.mark.real
@pytest.mark.parametrize(
    ("role", "query"),
    [
        ("keyring_opener", "select keyring.seal_key('ann', '')"),
        ("keyring_opener", "select keyring.erase_key('ann')"),
        ("keyring_sealer", "select wrapped from keyring.data_key"),
        ("keyring_sealer", "delete from keyring.data_key"),
        ("keyring_stranger", "select keyring.open_key('ann')"),
    ],
)
async def test_a_role_may_do_what_it_was_granted_and_nothing_else(with_keyring: str, role: str, query: str) -> None:
    connection = await asyncpg.connect(as_role(with_keyring, role))
    with pytest.raises(asyncpg.InsufficientPrivilegeError):
        await connection.execute(query)
    await connection.close()


@pytest.mark.real
async def test_who_is_named_no_more_may_no_more(with_keyring: str, stack: Addresses) -> None:
    dsn = await own_database(stack.postgres, "keys_taken")
    for openers in (ROLES[1:2], ()):
        await provision_keyring(dsn, sealers=ROLES[:1], openers=openers, erasers=())
    held = {role: await may_seal_and_open(dsn, role) for role in ROLES[:2]}
    assert held == {"keyring_sealer": (True, False), "keyring_opener": (False, False)}


async def may_seal_and_open(dsn: str, role: str) -> tuple[bool, bool]:
    connection = await asyncpg.connect(dsn)
    asked = "select has_function_privilege($1, $2::regprocedure, 'execute')"
    may = [await connection.fetchval(asked, role, f"keyring.{function}") for function in (SEAL, OPEN)]
    await connection.close()
    return may[0], may[1]

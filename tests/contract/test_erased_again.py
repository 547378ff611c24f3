"""The keyring is put back from a copy that is older than some who were erased."""

from collections.abc import AsyncIterator

import asyncpg
import pytest

from choreography.jobs import repeat
from choreography.keyring import Erased
from choreography.master import MasterKey
from choreography.postgres.keyring import PostgresKeyring
from choreography.postgres.provision_keyring import provision_keyring
from choreography.postgres.store import PostgresStore
from choreography.tasks import background
from handlers.users import jobs, users
from handlers.users.rows import Departure
from ops.stack import Addresses
from tests.contract.planting import plant
from tests.database import own_tables
from tests.eventually import eventually

pytestmark = pytest.mark.real
KEEP = "create table kept as select * from keyring.data_key"
PUT_BACK = "truncate keyring.data_key; insert into keyring.data_key select * from kept"
GONE = "select person_id from keyring.data_key where erased is not null order by 1"
PEOPLE = [f"gone{n}" for n in range(5)]


@pytest.fixture
async def admin(stack: Addresses) -> "AsyncIterator[asyncpg.Connection[asyncpg.Record]]":
    dsn = (await own_tables(stack.postgres, "erased_again", users)).replace("users@", "boxoffice@")
    await provision_keyring(dsn, sealers=["users"], openers=["users"], erasers=["users"])
    admin = await asyncpg.connect(dsn)
    yield admin
    await admin.close()


@pytest.fixture
async def store(admin: object, stack: Addresses) -> AsyncIterator[PostgresStore]:
    store = await PostgresStore.open(
        stack.postgres.replace("boxoffice@", "users@").replace("/postgres", "/erased_again"), users
    )
    yield store
    await store.close()


async def nowhere(subject: str, body: bytes) -> None: ...


async def test_whose_key_comes_back_is_erased_again_and_nobody_else(
    admin: "asyncpg.Connection[asyncpg.Record]", store: PostgresStore, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(jobs, "AT_ONCE", 2)
    keyring = PostgresKeyring(store.pool, MasterKey("test", "keyring"))
    ann, *_ = [await keyring.seal_key(person) for person in ("ann", *PEOPLE)]
    await admin.execute(KEEP)
    await plant(store, *(Departure(person) for person in PEOPLE))
    for person in PEOPLE:
        await keyring.erase(person)
    await admin.execute(PUT_BACK)
    assert await keyring.open_key(PEOPLE[0])
    async with background(repeat(users.jobs[0], store.place, nowhere)):
        assert await eventually(lambda: gone(admin))
    assert await keyring.open_key("ann") == ann
    with pytest.raises(Erased):
        await keyring.open_key(PEOPLE[0])


async def gone(admin: "asyncpg.Connection[asyncpg.Record]") -> bool:
    return [row[0] for row in await admin.fetch(GONE)] == PEOPLE

"""Invoices on real tables: they come back as they were, never change, and no number is given twice."""

from collections.abc import AsyncIterator
from dataclasses import replace
from importlib.resources import files

import asyncpg
import pytest

from choreography.changes import Changes, Wanted
from choreography.ports import Violation
from choreography.postgres.provision import provision
from choreography.postgres.store import PostgresStore
from handlers.invoices import invoices as service
from handlers.invoices.rows import Charge, Invoice, Sale, Series
from ops.stack import Addresses
from tests.contract.planting import plant
from tests.database import own_database
from tests.handlers.invoices.saying import due

pytestmark = pytest.mark.real
INVOICE = Invoice(number=1, credits=0, **dict(due()))


@pytest.fixture
async def dsn(stack: Addresses) -> str:
    dsn = await own_database(stack.postgres, "invoiced")
    await provision(dsn, service, files("handlers.invoices") / "sql")
    return dsn


@pytest.fixture
async def store(dsn: str) -> AsyncIterator[PostgresStore]:
    store = await PostgresStore.open(dsn.replace("boxoffice@", "invoices@"), service, size=1)
    yield store
    await store.close()


async def test_rows_come_back_as_they_were(store: PostgresStore) -> None:
    rows = (Sale("e1", "olga", "Concert"), Charge("e1", "e1-b1", 5_000), Series("olga", 1), INVOICE)
    await plant(store, *rows)
    for row in rows:
        loaded = await store.load(Wanted(rows={type(row): {row.key}}))
        assert loaded.rows[type(row)][row.key] == replace(row, version=1)


async def test_many_invoices_of_one_organiser_are_numbered_in_one_batch(store: PostgresStore) -> None:
    await plant(store, first := Series("olga", 1))
    many = Changes(
        lanes={0: (await store.take([0]))[0]},
        rows={Series: {first.key: replace(first, last=6, version=2)}}, old={Series: {first.key: 1}},
    )  # fmt: skip
    await store.save(many)
    loaded = await store.load(Wanted(rows={Series: {first.key}}))
    assert loaded.rows[Series][first.key] == replace(first, last=6, version=2)


async def test_a_number_is_given_once_and_an_invoice_never_changes(store: PostgresStore, dsn: str) -> None:
    await plant(store, INVOICE)
    with pytest.raises(Violation, match="invoice_has_its_own_number"):
        await plant(store, replace(INVOICE, matter="e1-b2/0"))
    admin = await asyncpg.connect(dsn)
    for change in ("update invoices.invoice set name = 'other'", "delete from invoices.invoice"):
        with pytest.raises(asyncpg.CheckViolationError, match="never changed"):
            await admin.execute(change)
    await admin.close()

"""Payments on real tables: rows come back as they were, and the database itself keeps the books balanced."""

import asyncio
from collections.abc import AsyncIterator
from dataclasses import replace
from importlib.resources import files

import asyncpg
import pytest

from choreography.changes import Changes, Wanted
from choreography.envelope import Envelope
from choreography.ports import Violation
from choreography.postgres.provision import provision
from choreography.postgres.store import PostgresStore
from choreography.row import Row
from choreography.testing import START
from contracts.payments import CaseState
from contracts.prices import Breakdown
from handlers.payments import payments as service
from handlers.payments.ledger import taken
from handlers.payments.measures import open_cases, strays
from handlers.payments.rows import (
    Balance,
    Customer,
    Dispute,
    LedgerEntry,
    MoneyCase,
    PaymentIntent,
    Reading,
    Refund,
    Stray,
)
from ops.stack import Addresses
from tests.handlers.payments.test_saved_methods import having

pytestmark = pytest.mark.real
INTENT = PaymentIntent(
    "e1", "e1-b1", "ben", "refunding", 5_000, "EUR", "pi_1", "cancelled", "expired_card", ("evt_1",), 1,
    Breakdown.of(4_202, 798), 100, asked_at=START, version=1,
)  # fmt: skip
CAUSE = Envelope("m1", "IntentClosed", "payments", START, "payments.self", "e1", "e1-b1", "m1")
POSTED = tuple(taken(INTENT, CAUSE, None))
ENTRIES = tuple(replace(entry, version=1) for entry in POSTED if isinstance(entry, LedgerEntry))
STATES: tuple[CaseState, ...] = ("open", "proposed", "applying", "applied", "failed", "gone")
BALANCE = replace(next(row for row in POSTED if isinstance(row, Balance)), version=1)


@pytest.fixture(scope="module")
def dsn(stack: Addresses) -> str:
    asyncio.run(provision(stack.postgres, service, files("handlers.payments") / "sql"))
    return stack.postgres.replace("boxoffice@", "payments@")


@pytest.fixture
async def store(dsn: str) -> AsyncIterator[PostgresStore]:
    store = await PostgresStore.open(dsn, service)
    yield store
    async with store.pool.acquire() as connection:
        kinds = (PaymentIntent, Refund, Stray, Dispute, MoneyCase, Reading, Balance, Customer)
        await connection.execute("".join(f"delete from {kind.TABLE};" for kind in kinds))  # noqa: S608
    await store.close()


def changes(*rows: Row) -> Changes:
    found = Changes()
    for row in rows:
        found.rows.setdefault(type(row), {})[row.key] = row
        found.old.setdefault(type(row), {})[row.key] = 0
    return found


async def test_rows_come_back_as_they_were(store: PostgresStore) -> None:
    stray = Stray("pi_2", "evt_2", "refund.created", 1, "USD", START, version=1)
    never = PaymentIntent("e1", "e1-b2", "ben", "never", over="expired", version=1)
    dispute = Dispute("e1", "e1-b1", "dp_1", "ben", "pi_1", 5_000, "EUR", "lost", due=START, withdrawn=True, version=1)
    case = MoneyCase("nowhere", "pi_9", "no_money", "pi_9", "", 900, 0, "EUR", "look", START, attempt=2, version=1)
    part = Refund("e1", "e1-b1", "1", "ben", "pi_1", 500, "EUR", asked_at=START, version=1)
    rows = (INTENT, part, never, stray, dispute, case, Reading("nowhere", START, START, version=1), BALANCE, *ENTRIES)
    rows += (having("pm_1", "pm_2", removed=("pm_0",), version=1), Customer("ben", erased=True, version=1))
    await store.save(changes(*rows))
    disputed = await store.load(Wanted(unique={Dispute: {("dispute_id", "dp_1")}}))
    assert list(disputed.rows[Dispute].values()) == [dispute]
    for row in rows:
        loaded = await store.load(Wanted(rows={type(row): {row.key}}))
        assert loaded.rows[type(row)][row.key] == row
    found = await store.load(Wanted(unique={PaymentIntent: {("provider_id", "pi_1")}}))
    assert list(found.rows[PaymentIntent].values()) == [INTENT]


async def test_what_waits_for_an_operator_is_counted(store: PostgresStore) -> None:
    cases = [MoneyCase("stripe", state, "k", "pi", "", 1, 0, "EUR", "look", START, state) for state in STATES]
    await store.save(changes(*(replace(one, version=1) for one in cases)))
    await store.save(changes(Stray("pi_9", "evt_9", "refund.updated", 5, "EUR", START, version=1)))
    async with store.pool.acquire() as connection:
        assert (await open_cases(connection), await strays(connection)) == (3, 1)


async def test_one_side_of_a_posting_is_not_saved_alone(store: PostgresStore) -> None:
    alone = replace(ENTRIES[0], cause="m2", posting="m2/provider")
    with pytest.raises(Violation, match="ledger_sums_to_zero"):
        await store.save(changes(INTENT, alone))
    loaded = await store.load(Wanted(rows={PaymentIntent: {INTENT.key}}))
    assert not loaded.rows[PaymentIntent]


async def test_a_posting_is_never_changed(store: PostgresStore) -> None:
    await store.save(changes(*(replace(one, cause="m3", posting=f"m3/{one.account}") for one in ENTRIES)))
    async with store.pool.acquire() as connection:
        with pytest.raises(asyncpg.CheckViolationError, match="never changed"):
            await connection.execute("update ledger_entry set amount = 0 where cause = 'm3'")
        with pytest.raises(asyncpg.CheckViolationError, match="never changed"):
            await connection.execute("delete from ledger_entry where cause = 'm3'")


METHOD = '{"method_id": "pm_1", "card": {"ciphertext": "c"}, "exp_month": 12, "exp_year": 2034}'


@pytest.mark.parametrize(
    "methods",
    [
        METHOD.replace("pm_1", "4242424242424242"),
        METHOD.replace('"exp_month"', '"number": "4242424242424242", "exp_month"'),
        METHOD.replace('"ciphertext"', '"number"'),
    ],
)
async def test_nothing_of_a_card_has_a_place_where_methods_are_kept(store: PostgresStore, methods: str) -> None:
    asked = "insert into customer values ('zoe', null, $1, '', '[]', false, 1)"
    async with store.pool.acquire() as connection:
        with pytest.raises(asyncpg.CheckViolationError):
            await connection.execute(asked, f"[{methods}]")
        await connection.execute(asked, f"[{METHOD}]")

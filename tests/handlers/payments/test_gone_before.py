"""Payments that were refunded before it was known by which refund: the one by hand is named, where it was."""

import asyncio
from importlib.resources import files

import pytest

from choreography.changes import Wanted
from choreography.postgres.store import PostgresStore
from choreography.testing import START
from handlers.payments import payments as service
from handlers.payments.rows import MoneyCase, PaymentIntent, Refund, State
from ops.stack import Addresses
from tests.contract.planting import plant
from tests.database import own_tables

pytestmark = pytest.mark.real
SQL = files("handlers.payments") / "sql"


def intent(booking: str, *by_hand: str, state: State = "refunded", by_bank: int = 0) -> PaymentIntent:
    return PaymentIntent(
        "e1", booking, "ben", state, 5_000, "EUR", f"pi_{booking}", by_hand=by_hand, by_bank=by_bank, attempt=1
    )


@pytest.fixture(scope="module")
def dsn(stack: Addresses) -> str:
    return asyncio.run(own_tables(stack.postgres, "gonebefore", service))


async def test_what_went_by_hand_is_known_by_it_and_all_else_by_none(dsn: str) -> None:
    store = await PostgresStore.open(dsn, service, size=1)
    hand, part, covered = intent("hand", "re_p", "re_h"), intent("part", "re_q"), intent("covered", "re_c")
    others = intent("ours"), intent("bank", "re_b", by_bank=5_000), intent("here", "re_f", state="refund_failed")
    made = Refund("e1", "part", "re_q", "ben", "pi_part", 900, "EUR", "refunded")
    case = MoneyCase("stripe", "re_c", "part_refund", "pi_covered", "covered", 0, 900, "EUR", "book", START)
    await plant(store, hand, part, covered, *others, made, case)
    for _ in range(2):
        await store.pool.execute((SQL / "0021_gone_before.sql").read_text())
    keys = {one.key for one in (hand, part, covered, *others)}
    rows = (await store.load(Wanted(rows={PaymentIntent: keys}))).rows[PaymentIntent]
    named = {row.booking_id: row.gone_by for row in rows.values() if isinstance(row, PaymentIntent) and row.gone_by}
    assert named == {"hand": "re_h"}
    await store.close()

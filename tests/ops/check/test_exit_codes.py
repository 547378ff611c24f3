"""What `boxoffice check` ends with: 0 where all agrees, 1 for a breach, 2 where nobody can be asked."""

import asyncio
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import asyncpg
import pytest
from click.testing import Result
from typer.testing import CliRunner

from contracts.sealed import Sealed
from handlers.bookings.rows import Booking
from handlers.email.rows import Contact, Delivery
from handlers.inventory.rows import Hold, Seat, Stock
from handlers.payments.rows import LedgerEntry, PaymentIntent
from handlers.views.rows import BookingView
from ops import registry
from ops.cli import app
from ops.stack import Addresses
from tests.contract.planting import plant, postgres_stores, provided

NOW = datetime.now(UTC)
SOUND: dict[str, Any] = {
    "bookings": [Booking("e", "e-b", "ann", "confirmed", ("s-A1",), "", 0, NOW, price=900, currency="EUR")],
    "inventory": [Stock("e", 9, "EUR", sold=1), Hold("e", "e-b", "sold", ("s-A1",)), Seat("e", "s-A1", "e-b", 1)],
    "payments": [
        PaymentIntent("e", "e-b", "ann", "succeeded", 900, "EUR", "pi_1"),
        LedgerEntry("e", "e-b", "c/provider", "c", "provider", 900, "EUR"),
        LedgerEntry("e", "e-b", "c/buyer", "c", "buyer", -900, "EUR"),
    ],
    "views": [BookingView("e", "e-b", buyer_id="ann", seats=("s-A1",), state="confirmed", codes=("c",))],
    "email": [
        Contact("ann", Sealed(person_id="ann", key_version=1, nonce="n", ciphertext="c")),
        Delivery("e-b", "confirmed", "ann", "m", "<1>", "sent"),
    ],
}
OVERSOLD = """do $$ declare guard text; begin
    for guard in select conname from pg_constraint where conrelid = 'inventory.stock'::regclass and contype = 'c' loop
        execute 'alter table inventory.stock drop constraint ' || guard;
    end loop; end $$;
    update inventory.stock set capacity = 0"""
TWICE = """insert into inventory.hold select event_id, 'e-c', state, seats, ticket_type, quantity, version
    from inventory.hold; insert into bookings.booking select (jsonb_populate_record(b,
    '{"booking_id": "e-c", "price": 0}')).* from bookings.booking b; update inventory.stock set sold = 2"""
BREACHES = {
    "never oversold": OVERSOLD,
    "one owner a seat": TWICE,
    "no money without a ticket": "delete from bookings.booking; delete from inventory.hold; delete from inventory.seat;"
    "update inventory.stock set sold = 0",
    "no ticket without money": "update payments.payment_intent set state = 'refunded'",
    "who has tickets has a mail": "delete from email.delivery",
}


@pytest.fixture(scope="module")
def dsn(stack: Addresses) -> str:
    return provided(stack.postgres, "exits", registry.NAMES)


@pytest.fixture
def sound(dsn: str) -> Iterator[str]:
    """The address of tables that agree."""

    async def planted() -> None:
        async with postgres_stores(dsn, registry.NAMES) as stores:
            for service, rows in SOUND.items():
                await plant(stores[service], *rows)

    asyncio.run(planted())
    yield dsn


def broken(dsn: str, how: str) -> None:
    async def execute() -> None:
        admin = await asyncpg.connect(dsn)
        await admin.execute(how)
        await admin.close()

    asyncio.run(execute())


def check(at: str, *more: str) -> Result:
    return CliRunner().invoke(app, ["check", "--at", at, "--patience", "0", *more])


@pytest.mark.real
def test_what_agrees_ends_with_0(sound: str) -> None:
    said = check(sound, "--json")
    assert (said.exit_code, json.loads(said.stdout)["breached"]) == (0, {})


@pytest.mark.real
@pytest.mark.parametrize("name", BREACHES)
def test_a_breach_is_named_and_ends_with_1(sound: str, name: str) -> None:
    broken(sound, BREACHES[name])
    said = check(sound, "--json")
    assert said.exit_code == 1 and name in json.loads(said.stdout)["breached"]
    assert name in check(sound).stdout


@pytest.mark.real
def test_a_database_without_a_box_office_ends_with_2(stack: Addresses) -> None:
    said = check(stack.postgres.replace("/postgres", "/template1"))
    assert said.exit_code == 2 and "does not exist" in said.stderr


@pytest.mark.real
def test_a_database_that_is_away_ends_with_2() -> None:
    said = check("postgresql://boxoffice@127.0.0.1:1/postgres")
    assert said.exit_code == 2 and said.stderr.startswith("boxoffice: Unreachable: ConnectionRefusedError")


def test_where_no_box_office_runs_it_ends_with_2(tmp_path: Path) -> None:
    said = check(str(tmp_path))
    assert said.exit_code == 2 and said.stderr.startswith("boxoffice: NowhereError: ")

import asyncio
from collections.abc import AsyncIterator
from datetime import timedelta
from importlib.resources import files

import pytest

from choreography.postgres.pool import connected
from choreography.postgres.provision import provision
from choreography.testing import START
from handlers.email import email as service
from handlers.email.hourly import HOUR, Hourly, MemoryHourly
from handlers.email.kept_hourly import PostgresHourly
from tests.memory_or import memory_or

MINUTE = timedelta(minutes=1)
TWO = 2


@pytest.fixture(scope="session")
def mail_dsn(request: pytest.FixtureRequest) -> str:
    postgres = str(request.getfixturevalue("stack").postgres)
    asyncio.run(provision(postgres, service, files("handlers.email") / "sql"))
    return postgres.replace("boxoffice@", "email@")


dsn = memory_or("mail_dsn")


@pytest.fixture
async def hourly(dsn: str) -> AsyncIterator[Hourly]:
    """Two mails an hour."""
    if not dsn:
        yield MemoryHourly(TWO)
        return
    pool = await connected(dsn, "email", size=2, timeout=10)
    yield PostgresHourly(pool, TWO)
    await pool.execute("delete from mail_slot")
    await pool.close()


async def test_what_is_too_much_for_an_hour_waits_until_the_first_is_an_hour_ago(hourly: Hourly) -> None:
    slots = [await hourly.slot("ann", str(n), START + n * MINUTE) for n in range(5)]
    assert slots == [None, None, START + HOUR, START + HOUR + MINUTE, START + 2 * HOUR]


async def test_no_hour_has_more_than_its_number_once_those_that_waited_are_sent(hourly: Hourly) -> None:
    for n in range(5):
        await hourly.slot("ann", str(n), START)
    assert [await hourly.slot("ann", mail, START + HOUR) for mail in ("2", "3")] == [None, None]
    assert [await hourly.slot("ann", mail, START + HOUR) for mail in ("4", "new")] == [START + 2 * HOUR] * 2


async def test_a_mail_that_is_tried_again_takes_no_second_place(hourly: Hourly) -> None:
    assert [await hourly.slot("ann", mail, START) for mail in ("a", "a", "a", "b")] == [None] * 4


async def test_nobody_waits_for_what_others_are_sent(hourly: Hourly) -> None:
    for _ in range(TWO):
        assert [await hourly.slot(person, "m", START) for person in ("ann", "ben", "cat")] == [None] * 3


async def test_two_who_ask_at_once_are_given_no_more_than_there_is(hourly: Hourly) -> None:
    slots = await asyncio.gather(*(hourly.slot("ann", str(n), START) for n in range(6)))
    assert sorted(at or START for at in slots) == [START + n // TWO * HOUR for n in range(6)]


async def test_what_one_worker_sent_counts_for_the_next(hourly: Hourly) -> None:
    if isinstance(hourly, MemoryHourly):
        return
    assert isinstance(hourly, PostgresHourly)
    for n in range(TWO):
        await hourly.slot("ann", str(n), START)
    assert await PostgresHourly(hourly.pool, TWO).slot("ann", "more", START) == START + HOUR
    await hourly.slot("ben", "m", START + 9 * HOUR)
    assert await hourly.pool.fetchval("select count(*) from mail_slot") == 1

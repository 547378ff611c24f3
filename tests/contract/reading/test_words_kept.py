"""The words of an event are made where a text changes, and not at each change of a count."""

from collections.abc import AsyncIterator, Awaitable, Callable
from typing import Any

import asyncpg
import pytest

from tests.contract.planting import plant, postgres_stores
from tests.contract.reading.conftest import NAMES, event

pytestmark = pytest.mark.real
MARKER = "made by nobody"
Write = Callable[..., Awaitable[bool]]


@pytest.fixture
async def writes(views_dsn: str) -> AsyncIterator[Write]:
    """Writes the event with these fields, after its words were exchanged for a marker; is that still there?"""
    admin = await asyncpg.connect(views_dsn)
    async with postgres_stores(views_dsn, NAMES) as stores:
        first = event("e", description="loud " * 4_000, place="Lyon")
        await plant(stores["views"], first)
        stands = first

        async def write(**fields: Any) -> bool:
            nonlocal stands
            await admin.execute("update views.event_view set words = to_tsvector('simple', $1)", MARKER)
            stands = stands.but(version=stands.version + 1, **fields)
            await plant(stores["views"], stands)
            return bool(await admin.fetchval("select words @@ 'nobody' from views.event_view"))

        yield write
    await admin.close()


async def test_a_change_of_a_count_or_of_the_state_makes_no_words(writes: Write) -> None:
    assert await writes(held=1, stock_seq=2) and await writes(sold=1, held=0) and await writes(state="sold_out")


@pytest.mark.parametrize("text", ["name", "category", "description", "place"])
async def test_a_change_of_a_text_makes_them(writes: Write, text: str) -> None:
    assert not await writes(**{text: "Rock"}) and await writes(**{text: "Rock"})


async def test_words_are_those_of_the_new_text(views_dsn: str, writes: Write) -> None:
    await writes(name="Rock", held=3)
    admin = await asyncpg.connect(views_dsn)
    asked = "select words @@ 'rock' and words @@ 'lyon:B' and not words @@ 'opera' from views.event_view"
    assert await admin.fetchval(asked)
    await admin.close()

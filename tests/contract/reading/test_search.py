"""How events are found, and how their list is read page by page."""

import json
from collections.abc import AsyncIterator
from datetime import date, timedelta
from typing import Any

import pytest

from edge.reading.reading import Reading
from edge.reading.search import FIRST, Cursor, Search, cursor, told
from tests.contract.reading.conftest import NOW, Shown, event

TEXTS: dict[str, dict[str, str]] = {
    "a": {"name": "100% Opera", "place": "Café de l'Étoile, Lyon", "category": "opera"},
    "b": {"name": "opera_night", "place": "Łódź", "description": "An evening of Wagner's Ring."},
    "c": {"name": "Rock in Lyon", "place": "Straße 5, Köln", "category": "rock", "description": "loud " * 4_000},
    "d": {"name": "ΟΔΟΣ 東京ライブ 1e5", "place": "हिन्दी", "description": "x" * 3_000},
}


async def found(reading: Reading, size: int = 9, after: Cursor = FIRST, **search: Any) -> str:
    """The ids, in their order."""
    said = json.loads(await reading.events.on_sale(size, after, Search(**search)))
    return "".join(one["id"] for one in said["items"])


async def pages(reading: Reading, size: int) -> AsyncIterator[str]:
    after: str | None = ""
    while after is not None:
        said = json.loads(await reading.events.on_sale(size, cursor(after), Search()))
        yield "".join(one["id"] for one in said["items"])
        after = said["next"]


@pytest.mark.parametrize(("words", "ids"), [
    ("opera", "ab"), ("OPERA", "ab"), ("ope", "ab"), ("pera", ""), ("night opera", "b"), ("opera 100", "a"),
    ("cafe etoile", "a"), ("ÉTOILE", "a"), ("łód", "b"), ("lodz", "b"), ("ring wagner", "b"), ("wagner's", "b"),
    ("wag ring", ""),
    ("o", ""), ("s", "b"), ("opera n", ""), ("1", ""), ("5", "c"), ("東", "d"),
    ("strasse", "c"), ("STRASSE", "c"), ("koln", "c"), ("rock", "c"), ("loud lyon", "c"), ("lyon", "ac"),
    ("οδος", "d"), ("東京", "d"), ("हिन्", "d"), ("1e5", "d"), ("' & | ! : * ( ) \\ \" <-> %_", "abcd"),
    ("opera' | 'rock", ""), ("", "abcd"),
])  # fmt: skip
async def test_all_words_must_be_there_and_the_last_may_be_begun(shown: Shown, words: str, ids: str) -> None:
    reading = await shown.views(*(event(id_, **{"name": "", **text}) for id_, text in TEXTS.items()))
    assert await found(reading, words=words) == ids


@pytest.mark.parametrize(("search", "ids"), [
    ({"place": "lyon"}, "a"), ({"place": "ly"}, "a"), ({"place": "lyon cafe"}, "a"), ({"place": "opera"}, ""),
    ({"category": "opera"}, "a"), ({"category": "oper"}, ""), ({"category": "rock", "words": "opera"}, ""),
    ({"place": "strasse", "words": "rock ly", "category": "rock"}, "c"), ({"place": "lyon", "words": "rock"}, ""),
])  # fmt: skip
async def test_place_and_category_narrow_what_is_found(shown: Shown, search: dict[str, str], ids: str) -> None:
    reading = await shown.views(*(event(id_, **{"name": "", **text}) for id_, text in TEXTS.items()))
    assert await found(reading, **search) == ids


async def test_days_are_whole_and_those_of_the_start_in_utc(shown: Shown) -> None:
    day = (NOW + timedelta(days=10)).replace(hour=0, minute=0, second=0)
    times = {"a": day, "b": day + timedelta(hours=23, minutes=59), "c": day + timedelta(days=1)}
    reading = await shown.views(*(
        event(id_, starts_at=at, ends_at=at + timedelta(hours=1)) for id_, at in times.items()
    ))  # fmt: skip
    one, next_ = day.date(), day.date() + timedelta(days=1)
    assert await found(reading, first=one, last=one) == "ab" and await found(reading, first=next_) == "c"
    assert await found(reading, last=one) == "ab" and await found(reading, first=next_, words="opera") == "c"
    assert await found(reading, first=date.min, last=date.max) == "abc" and await found(reading, last=date.min) == ""


async def test_those_on_sale_are_listed_by_their_start_page_by_page(shown: Shown) -> None:
    days = {"a": 3, "b": 1, "c": 2, "d": 2, "over": -9}
    reading = await shown.views(*(event(id_, days=day) for id_, day in days.items()), event("x", state="draft"))
    assert [page async for page in pages(reading, 2)] == ["bc", "da", ""]
    assert [page async for page in pages(reading, 3)] == ["bcd", "a"]
    assert await found(reading, category="nowhere") == ""


async def test_a_page_goes_on_where_the_last_ended_though_events_come_and_go(shown: Shown) -> None:
    reading = await shown.views(*(event(id_, days=day) for id_, day in {"a": 1, "b": 2, "c": 3, "d": 4}.items()))
    following = pages(reading, 2)
    assert await anext(following) == "ab"
    await shown.views(event("e", days=0.5), event("f", days=2.5), event("b", days=9, state="cancelled", version=1))
    assert [page async for page in following] == ["fc", "d"]


async def test_a_cursor_says_a_time_to_the_microsecond_and_an_id(shown: Shown) -> None:
    starts = NOW + timedelta(microseconds=1)
    reading = await shown.views(event("a", starts_at=starts), event("b", starts_at=starts))
    said = json.loads(await reading.events.on_sale(1, FIRST, Search()))
    assert said["next"] == told(Cursor(starts, "a")) and await found(reading, after=cursor(said["next"])) == "b"


@pytest.mark.parametrize(
    "text", ["a", "1", ".a", "1.", "1.a.b", "x.a", "1." + "a" * 65, "9" * 18 + ".a", "1.a\n", "²." + "a"]
)
def test_what_no_page_said_is_no_cursor(text: str) -> None:
    with pytest.raises(ValueError, match=r"."):
        cursor(text)

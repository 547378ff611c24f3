"""What a socket that resumes reads of the feeds."""

import json

import pytest

from handlers.realtime.rows import Channel, Feed
from tests.contract.reading.conftest import Shown, event, said


async def test_what_was_missed_is_told_in_order(shown: Shown) -> None:
    reading = await shown.realtime(said(3), said(1), said(2), said(2, event_id="other"))
    assert await reading.feeds.after("event:e", 1) == [(2, 2, b'{"n":2}'), (3, 3, b'{"n":3}')]


async def test_a_booking_has_a_channel_of_its_own(shown: Shown) -> None:
    reading = await shown.realtime(said(1, "e-1"), said(1, "e-2"), said(2, "e-1"))
    assert [n for n, _, _ in await reading.feeds.after("booking:e-1", 0) or ()] == [1, 2]


async def test_one_more_than_a_reading_may_have_says_that_there_are_more(shown: Shown) -> None:
    reading = await shown.realtime(*(said(n) for n in range(1, 7)))
    assert [n for n, _, _ in await reading.feeds.after("event:e", 0) or ()] == [1, 2, 3, 4]


async def test_who_knows_the_head_missed_nothing(shown: Shown) -> None:
    await shown.realtime(Channel("e", "e-1", "ann", 4))
    reading = await shown.views(event("e", stock_seq=9))
    assert await reading.feeds.after("event:e", 9) == await reading.feeds.after("booking:e-1", 4) == []


async def test_what_was_forgotten_cannot_be_told(shown: Shown) -> None:
    await shown.realtime(said(5), Channel("e", "e-1", "ann", 4))
    reading = await shown.views(event("e", stock_seq=5))
    assert await reading.feeds.after("event:e", 3) is None
    assert await reading.feeds.after("booking:e-1", 3) is None


@pytest.mark.parametrize("shown_yet", [7, 11])
async def test_who_knows_the_feeds_last_number_missed_nothing_whatever_the_views_know(
    shown: Shown, shown_yet: int
) -> None:
    await shown.realtime(said(8), said(9))
    reading = await shown.views(event("e", stock_seq=shown_yet))
    assert await reading.feeds.after("event:e", 9) == []


async def test_a_number_that_was_never_said_cannot_be_gone_on_from(shown: Shown) -> None:
    await shown.realtime(said(9), Channel("e", "e-1", "ann", 4))
    reading = await shown.views(event("e", stock_seq=9))
    assert await reading.feeds.after("event:e", 10**9) is None
    assert await reading.feeds.after("booking:e-1", 5) is None


async def test_what_nobody_knows_has_no_news(shown: Shown) -> None:
    assert await shown.reading.feeds.after("event:nowhere", 0) == []
    assert await shown.reading.feeds.after("user:ann", 0) == []


async def test_of_each_type_the_last_is_the_newest(shown: Shown) -> None:
    told = [moved(1), moved(2, "QueueClosed"), moved(10), moved(9)]
    reading = await shown.realtime(*told, moved(11, event_id="other"), moved(12, channel="e-q1"))
    newest = [json.loads(body) for body in await reading.feeds.newest("e", "queue")]
    assert {said["type"]: said["n"] for said in newest} == {"QueueMoved": 10, "QueueClosed": 2}
    assert await reading.feeds.newest("nowhere", "queue") == []


def moved(n: int, kind: str = "QueueMoved", channel: str = "queue", event_id: str = "e") -> Feed:
    return said(n, channel, event_id).but(body=json.dumps({"type": kind, "n": n}))

"""A socket that resumes at the front door: what it is told, and when it is told that something was missed."""

import asyncpg
import pytest

from handlers.realtime.kept import kept
from ops.stack import Addresses
from tests.edge.follower import Follower
from tests.edge.front import Front, Person

pytestmark = pytest.mark.real
BOTH = pytest.mark.parametrize("front", ["memory", "real"], indirect=True)
STEPS = ("BookingRequested", "BookingConfirmed", "TicketsIssued")
AGE = "update realtime.feed set at = at - interval '11 minutes' where event_id = $1"


async def bought(front: Front, buyer: Person, event: str) -> Follower:
    said = await buyer.asks("POST", "/bookings", json={"event_id": event, "ticket_type": "standing", "quantity": 1})
    assert said.status_code == 201, said.text
    page = Follower(buyer, f"booking:{said.json()['booking_id']}")
    await page.follow(front, *STEPS)
    return page


async def forgotten(dsn: str, event: str) -> None:
    """Ten minutes later."""
    admin = await asyncpg.connect(dsn, server_settings={"search_path": "realtime"})
    try:
        assert await admin.execute(AGE, event) != "UPDATE 0"
        await kept(admin).forget_old()
    finally:
        await admin.close()


@BOTH
async def test_who_resumes_hears_only_what_came_later(front: Front) -> None:
    event, buyer = await front.on_sale(await front.person(organiser=True)), await front.person()
    page = await bought(front, buyer, event)
    assert page.numbers == [1, 2, 3]
    del page.news[1:]
    await page.follow(front, *STEPS)
    assert page.numbers == [1, 2, 3]
    async with front.live(buyer) as watcher:
        assert (await watcher.asks("subscribe", channel=page.channel, after=3))["at"] == 3
        assert (await buyer.asks("DELETE", f"/bookings/{page.id}")).status_code == 200
        later = [await watcher.hears() for _ in range(2)]
    assert [(one["to"], one["body"]["type"]) for one in later] == [(4, "BookingCancelled"), (5, "TicketsVoided")]


@BOTH
async def test_me_tells_of_all_ones_bookings_each_under_its_own_number(front: Front) -> None:
    event, (ann, ben) = await front.on_sale(await front.person(organiser=True)), [await front.person() for _ in "ab"]
    async with front.live(ann) as watcher:
        assert (await watcher.asks("subscribe", channel="me"))["type"] == "subscribed"
        await bought(front, ben, event)
        pages = [await bought(front, ann, event) for _ in range(2)]
        heard = [await watcher.hears_of("booking") for _ in range(6)]
    assert heard == [*pages[0].news, *pages[1].news]


@BOTH
async def test_who_resumes_me_is_told_to_fetch_and_then_the_stream(front: Front) -> None:
    """It keeps no past: a notice that came meanwhile is in the inbox alone."""
    event, buyer = await front.on_sale(await front.person(organiser=True)), await front.person()
    await bought(front, buyer, event)
    async with front.live(buyer) as watcher:
        assert (await watcher.asks("subscribe", channel="me", after=2))["type"] == "subscribed"
        assert (await watcher.hears()) == {"type": "resync", "channel": "me", "at": None}
        page = await bought(front, buyer, event)
        assert [await watcher.hears_of("booking") for _ in range(3)] == page.news


async def test_a_number_that_the_feed_no_longer_reaches_is_told_to_resync_and_then_the_stream(
    front: Front, stack: Addresses
) -> None:
    event, buyer = await front.on_sale(await front.person(organiser=True)), await front.person()
    page = await bought(front, buyer, event)
    await forgotten(stack.postgres, event)
    async with front.live(buyer) as watcher:
        assert (await watcher.asks("subscribe", channel=page.channel, after=1))["at"] == 1
        assert (await watcher.hears())["type"] == "resync"
        assert await buyer.becomes(f"/bookings/{page.id}", lambda shown: shown["tickets"])
        await buyer.asks("DELETE", f"/bookings/{page.id}")
        later = [await watcher.hears() for _ in range(2)]
    assert [(one["type"], one["to"]) for one in later] == [("news", 4), ("news", 5)]


async def test_who_knows_the_last_number_misses_nothing_though_the_feed_was_forgotten(
    front: Front, stack: Addresses
) -> None:
    event, buyer = await front.on_sale(await front.person(organiser=True)), await front.person()
    page = await bought(front, buyer, event)
    await forgotten(stack.postgres, event)
    async with front.live(buyer) as watcher:
        assert (await watcher.asks("subscribe", channel=page.channel, after=3))["at"] == 3
        await buyer.asks("DELETE", f"/bookings/{page.id}")
        assert [(await watcher.hears())["to"] for _ in range(2)] == [4, 5]


@BOTH
async def test_a_number_that_was_never_said_is_told_to_resync_and_silences_nobody(front: Front) -> None:
    event, buyer = await front.on_sale(await front.person(organiser=True)), await front.person()
    await bought(front, buyer, event)
    at = (await buyer.becomes(f"/events/{event}/availability", lambda shown: shown["sold"] == 1))["version"]
    async with front.live() as liar, front.live() as honest:
        assert (await liar.asks("subscribe", channel=f"event:{event}", after=10**9))["type"] == "subscribed"
        assert (await liar.hears())["type"] == "resync"
        assert (await honest.asks("subscribe", channel=f"event:{event}", after=at))["at"] == at
        await bought(front, buyer, event)
        assert (await honest.hears())["from"] == at + 1
        while (said := await liar.hears())["type"] == "resync":
            pass
        assert said["from"] == at + 1

"""Two edges over one house; the one that people watch is killed, and they go on at the other."""

import asyncio
from collections.abc import AsyncIterator, Callable
from dataclasses import dataclass
from functools import partial

import pytest
from websockets.exceptions import ConnectionClosed, WebSocketException

from tests.edge.conftest import UNHURRIED
from tests.edge.follower import Follower
from tests.edge.front import Front, Person, visiting
from tests.edge.till import till
from tests.eventually import eventually
from tests.mesh.processes import Fleet

pytestmark = pytest.mark.real
BOUGHT = ("BookingRequested", "BookingConfirmed", "TicketsIssued")
GIVEN_UP = ("BookingCancelled", "TicketsVoided")
HELD, PAID = ("BookingHeld", "PaymentRequired"), ("PaymentSucceeded", "BookingConfirmed", "TicketsIssued")


@dataclass
class Doors:
    """`first` may be killed."""

    first: Front
    second: Front
    kill: Callable[[], None]

    async def killed(self) -> None:
        await asyncio.to_thread(self.kill)

    async def buyer(self) -> Person:
        """Who asks at the second door."""
        return await self.second.person()

    async def event(self, **more: int) -> str:
        return await self.second.on_sale(await self.second.person(organiser=True), **more)


@pytest.fixture
async def doors(fleet: Fleet) -> AsyncIterator[Doors]:
    fleet.whole()
    for name in ("first", "second"):
        fleet.start(name, "--port", "0", run="edge", **UNHURRIED)
    urls = [str(fleet.said[name]["url"]) for name in ("first", "second")]
    async with visiting(urls[0]) as first, visiting(urls[1]) as second:
        yield Doors(first, second, partial(fleet.kill, "first"))
    for name in {"first", "second"} & fleet.running.keys():
        fleet.end(name)


async def asked(buyer: Person, event: str) -> Follower:
    """A page that asked for a place, and will follow the booking."""
    wish = {"event_id": event, "ticket_type": "standing", "quantity": 1}
    said = await buyer.asks("POST", "/bookings", wait=False, json=wish)
    assert said.status_code == 202, said.text
    return Follower(buyer, said.json()["channel"])


async def cut_off(follower: Follower, door: Front) -> None:
    """It watches until its edge is gone."""
    with pytest.raises(ConnectionClosed):
        await follower.follow(door, "nothing of the kind")


async def test_what_happened_while_nobody_listened_and_what_comes_is_told_at_the_other_edge(
    doors: Doors, stripe_url: str
) -> None:
    page = await asked(buyer := await doors.buyer(), await doors.event(price=900))
    async with asyncio.TaskGroup() as tasks:
        tasks.create_task(cut_off(page, doors.first))
        await eventually(lambda: page.kinds.issuperset(HELD))
        await doors.killed()
    assert page.at == 3
    async with till(stripe_url, doors.second) as paying:
        await paying.pays(buyer, page.id)
        await buyer.becomes(f"/bookings/{page.id}", lambda shown: shown["tickets"])
        await page.follow(doors.second, *PAID)
        assert page.at == 6
        assert (await buyer.asks("DELETE", f"/bookings/{page.id}")).status_code == 200
        await page.follow(doors.second, *GIVEN_UP, "PaymentRefunded")
    assert page.numbers == list(range(1, 10))


async def test_an_edge_is_killed_in_the_middle_of_a_sale_and_no_page_misses_a_step_or_hears_one_twice(
    doors: Doors,
) -> None:
    event, buyers = await doors.event(places=1000), [await doors.buyer() for _ in range(12)]
    pages, cut = list[Follower](), list[int]()

    async def buys(buyer: Person) -> None:
        """Again and again, until the first door is gone."""
        while not cut:
            pages.append(page := await asked(buyer, event))
            try:
                await page.follow(doors.first, *BOUGHT)
            except (WebSocketException, OSError):
                cut.append(page.at)
                await page.follow(doors.second, *BOUGHT)

    async with asyncio.TaskGroup() as tasks:
        for buyer in buyers:
            tasks.create_task(buys(buyer))
        await eventually(lambda: sum(page.at == 3 for page in pages) >= 20)
        await doors.killed()
    assert any(at < 3 for at in cut), "nobody was in the middle of it"
    assert all(page.numbers == [1, 2, 3] and page.kinds == set(BOUGHT) for page in pages)


async def test_who_watched_me_goes_on_at_the_other_edge_and_fetches_what_was_missed_by_its_number(doors: Doors) -> None:
    event, buyer = await doors.event(), await doors.buyer()
    async with doors.first.live(buyer) as watcher:
        await watcher.asks("subscribe", channel="me")
        page = await asked(buyer, event)
        page.news += [await watcher.hears_of("booking") for _ in BOUGHT]
        await doors.killed()
        with pytest.raises(ConnectionClosed):
            await watcher.hears_of("booking")
    await buyer.asks("DELETE", f"/bookings/{page.id}")
    await page.follow(doors.second, *GIVEN_UP)
    assert page.numbers == [1, 2, 3, 4, 5] and page.kinds == {*BOUGHT, *GIVEN_UP}
    async with doors.second.live(buyer) as watcher:
        await watcher.asks("subscribe", channel="me")
        other = await asked(buyer, event)
        heard = [await watcher.hears_of("booking") for _ in BOUGHT]
    assert [(one["channel"], one["to"]) for one in heard] == [(other.channel, n) for n in (1, 2, 3)]

"""From where somebody books, as the services are told it."""

from datetime import date

import pytest

from edge.auth import sources
from edge.auth.sources import house
from edge.sign_in.cookies import DEVICE_TOKEN
from tests.edge.house import House, open_house, token
from tests.edge.test_devices import KEY

ACCOUNT = "a" * 32


@pytest.mark.parametrize(
    ("host", "as_one"),
    [
        ("192.0.2.7", "192.0.2.7"),
        ("::ffff:192.0.2.7", "192.0.2.7"),
        ("2001:db8:1:2:3:4:5:6", "2001:db8:1:2::/64"),
        ("2001:db8:1:2::9", "2001:db8:1:2::/64"),
        ("", ""),
        ("a socket", ""),
    ],
)
def test_a_household_is_one_whichever_of_its_addresses_it_has(host: str, as_one: str) -> None:
    assert house(host) == as_one


async def said_by(house: House, event: str = "e1", device: str = "", **more: str) -> list[str]:
    headers = {"Authorization": f"Bearer {token(sid=f'{ACCOUNT}-1')}"} | more
    headers |= {"Cookie": f"{DEVICE_TOKEN}={device}"} if device else {}
    await house.client.post("/bookings", json={"event_id": event, "seats": ["A1"]}, headers=headers)
    found: list[str] = house.log.said[-1][1]["sources"]
    return found


async def test_a_booking_says_from_where_it_comes_so_that_nobody_reads_it() -> None:
    async with open_house(note_sources=True) as house:
        (first,) = await said_by(house)
        assert first.startswith("address:") and "127.0.0.1" not in first
        assert await said_by(house) == [first] != await said_by(house, event="e2")


async def test_a_device_counts_for_whom_signed_in_there_alone() -> None:
    async with open_house(note_sources=True) as house:
        mine = house.world.devices.token(ACCOUNT)
        assert [one.partition(":")[0] for one in await said_by(house, device=mine)] == ["device", "address"]
        another = house.world.devices.token("b" * 32, mine)
        assert [one.partition(":")[0] for one in await said_by(house, device=another)] == ["address"]
        assert mine.partition(".")[0] not in str(await said_by(house, device=mine))


async def test_who_tries_again_from_elsewhere_under_the_same_key_is_the_same_booking() -> None:
    async with open_house(note_sources=True) as house:
        key, mine = {"Idempotency-Key": "k1"}, house.world.devices.token(ACCOUNT)
        first = await said_by(house, **key)
        assert await said_by(house, device=mine, **key) == first != await said_by(house, device=mine)
        (one, body), (again, same), _ = house.log.of("RequestBooking")
        assert (one.id, body) == (again.id, same)
        await said_by(house, event="e2", **key)
        assert len(house.log.of("RequestBooking")) == 3, "another wish under it is refused"


async def test_it_says_nothing_of_it_where_the_house_does_not_want_it() -> None:
    async with open_house() as house:
        assert await said_by(house) == []


async def test_a_sign_in_says_from_where_it_comes_and_each_day_otherwise(monkeypatch: pytest.MonkeyPatch) -> None:
    async with open_house(sign_in_within=0.1) as house:
        house.world.sealer.newest, said = KEY, []
        for day in (1, 1, 2):
            monkeypatch.setattr(sources, "today", lambda day=day: date(2027, 1, day))
            await house.client.post("/sessions", json={"mail": "ann@example.org", "password": "a wrong password"})
            said.append(house.log.of("LogIn")[-1][1]["source"])
        assert said[0] == said[1] != said[2] and "127.0.0.1" not in str(said)

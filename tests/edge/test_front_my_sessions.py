"""Sessions, as their owner sees and ends them."""

import pytest

from tests.edge.front import PASSWORD, Front, Person
from tests.edge.test_front_sessions import refused
from tests.eventually import eventually

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]
FIREFOX = {"User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:131.0) Gecko/20100101 Firefox/131.0"}


async def twice(front: Front) -> tuple[Person, Person]:
    """One person, signed in at two places."""
    one = await front.person()
    said = await front.client.post("/sessions", json={"mail": one.mail, "password": PASSWORD}, headers=FIREFOX)
    return one, Person(front.client, one.mail, said.json())


async def sessions(person: Person, count: int) -> list[dict[str, object]]:
    async def there() -> list[dict[str, object]]:
        found: list[dict[str, object]] = (await person.asks("GET", "/me/sessions")).json()
        return found if len(found) == count else []

    return await eventually(there, within=15)


async def test_a_session_that_is_ended_elsewhere_is_over_within_a_second_with_its_sockets(front: Front) -> None:
    here, there = await twice(front)
    found = await sessions(here, 2)
    assert [one["client"] for one in found if not one["current"]] == ["Firefox on Linux"]
    (sid,) = [one["id"] for one in found if not one["current"]]
    async with front.live(there) as watcher:
        assert (await here.asks("DELETE", f"/me/sessions/{sid}")).status_code == 204
        assert await watcher.hears() == {"type": "bye", "reason": "revoked"}
    await eventually(lambda: refused(front, there.headers), within=1)
    assert [one["current"] for one in await sessions(here, 1)] == [True]
    said = await front.client.post("/sessions/refresh", json={"refresh_token": there.tokens["refresh_token"]})
    assert (said.status_code, said.json()["code"]) == (401, "revoked")


async def test_all_others_are_ended_at_once(front: Front) -> None:
    here, there = await twice(front)
    assert (await here.asks("DELETE", "/me/sessions")).status_code == 204
    await eventually(lambda: refused(front, there.headers), within=2)
    assert (await here.asks("GET", "/me")).status_code == 200


async def test_another_persons_session_is_none(front: Front) -> None:
    ann, ben = await front.person(), await front.person()
    (mine,) = await sessions(ann, 1)
    for sid in (mine["id"], "nonsense", f"{'0' * 32}-{'0' * 20}"):
        said = await ben.asks("DELETE", f"/me/sessions/{sid}")
        assert (said.status_code, said.json()["code"]) == (404, "not_found")
    assert (await ann.asks("GET", "/me")).status_code == 200
    assert mine["id"] not in str(await sessions(ben, 1))

"""A page that keeps its refresh token where no script can read it."""

import httpx2
import pytest

from tests.edge.front import PASSWORD, Front, Person
from tests.eventually import eventually

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]
OURS, FOREIGN = {"Origin": "http://localhost:3000"}, {"Origin": "https://evil.example"}
SAFE = {"HttpOnly", "Path=/", "SameSite=strict", "Secure"}


def cookies(said: httpx2.Response) -> dict[str, str]:
    """By name; each must be safe."""
    found = {}
    for line in said.headers.get_list("set-cookie"):
        pair, *attributes = line.split("; ")
        assert set(attributes) >= SAFE and not any("Domain" in one for one in attributes), line
        name, _, value = pair.partition("=")
        found[name] = value.strip('"')
    return found


async def signed_in(front: Front) -> tuple[Person, httpx2.Response]:
    person = await front.person()
    asked = {"mail": person.mail, "password": PASSWORD, "cookie": True}
    return person, await front.client.post("/sessions", json=asked)


async def refreshes(front: Front, kept: dict[str, str], origin: dict[str, str]) -> httpx2.Response:
    headers = {"Cookie": "; ".join(f"{name}={value}" for name, value in kept.items()), **origin}
    return await front.client.post("/sessions/refresh", json={}, headers=headers)


async def test_tokens_that_must_not_be_read_come_in_cookies_alone(front: Front) -> None:
    _, said = await signed_in(front)
    assert set(cookies(said)) == {"__Host-rt", "__Host-device"}
    assert "access_token" in said.json() and not {"refresh_token", "device"} & said.json().keys()


async def test_the_cookie_is_changed_at_every_refresh_and_an_old_one_ends_the_session(front: Front) -> None:
    _, said = await signed_in(front)
    first = cookies(said)
    second = await refreshes(front, first, OURS)
    assert second.status_code == 201 and "refresh_token" not in second.json()
    third = await refreshes(front, cookies(second), OURS)
    assert third.status_code == 201 and len({one["__Host-rt"] for one in map(cookies, (said, second, third))}) == 3
    assert (await refreshes(front, first, OURS)).json()["code"] == "reused"


async def test_another_page_and_who_has_no_cookie_refresh_nothing(front: Front) -> None:
    _, said = await signed_in(front)
    for origin in (FOREIGN, {}):
        foreign = await refreshes(front, cookies(said), origin)
        assert (foreign.status_code, foreign.json()["code"]) == (403, "foreign_origin")
    assert (await refreshes(front, {}, OURS)).json()["code"] == "bad_credentials"
    assert (await refreshes(front, cookies(said), OURS)).status_code == 201, "nothing was spent"


async def test_signing_out_forgets_the_cookie(front: Front) -> None:
    person, said = await signed_in(front)
    kept = cookies(said)["__Host-rt"]
    headers = {"Authorization": f"Bearer {said.json()['access_token']}", "Cookie": f"__Host-rt={kept}"}
    out = await front.client.delete("/sessions/current", headers=headers)
    assert out.status_code == 204 and cookies(out) == {"__Host-rt": ""}
    assert person and (await refreshes(front, {"__Host-rt": kept}, OURS)).json()["code"] == "revoked"


async def test_the_cookie_of_a_device_gets_its_owner_in_under_attack(front: Front) -> None:
    person, said = await signed_in(front)
    for _ in range(7):
        await front.client.post("/sessions", json={"mail": person.mail, "password": "a wrong password"})
    asked = {"mail": person.mail, "password": PASSWORD}
    assert (await front.client.post("/sessions", json=asked)).status_code == 429
    headers = {"Cookie": f"__Host-device={cookies(said)['__Host-device']}"}
    assert (await front.client.post("/sessions", json=asked, headers=headers)).status_code == 201


async def test_who_signs_in_anew_in_the_same_browser_has_left_the_session_before(front: Front) -> None:
    person, said = await signed_in(front)
    headers = {"Cookie": f"__Host-device={cookies(said)['__Host-device']}"}
    asked = {"mail": person.mail, "password": PASSWORD, "cookie": True}
    again = await front.client.post("/sessions", json=asked, headers=headers)
    assert again.status_code == 201

    async def left() -> bool:
        token = {"Authorization": f"Bearer {said.json()['access_token']}"}
        return (await front.client.get("/me", headers=token)).status_code == 401

    await eventually(left)
    assert (await refreshes(front, cookies(said), OURS)).json()["code"] == "revoked"
    assert (await refreshes(front, cookies(again), OURS)).status_code == 201

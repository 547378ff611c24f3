"""Codes that are mailed, and passwords that are changed, through the front door."""

import time

import httpx2
import pytest

from tests.edge.front import PASSWORD, WAITING, Front, Person
from tests.edge.test_front_sessions import refused
from tests.eventually import eventually

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]
NEW = "another horse battery"
UNKNOWN = "nobody-at-all@example.org"


async def asks(front: Front, mail: str, purpose: str = "reset") -> httpx2.Response:
    return await front.client.post("/accounts/codes", json={"mail": mail, "purpose": purpose})


async def resets(front: Front, mail: str, code: str, password: str = NEW) -> httpx2.Response:
    return await front.client.post("/accounts/password", json={"mail": mail, "code": code, "password": password})


async def signs_in(front: Front, person: Person, password: str) -> int:
    said = await front.client.post("/sessions", json={"mail": person.mail, "password": password})
    return said.status_code


async def test_the_code_that_is_mailed_at_the_registration_verifies_the_mail(front: Front) -> None:
    person = await front.person()
    await person.sees("/me", verified=False)
    code = await front.code(person.mail, "Verify your mail address")
    said = await front.client.post("/accounts/verification", json={"mail": person.mail, "code": code})
    assert (said.status_code, said.json()) == (200, {"type": "MailVerified"})
    await person.sees("/me", verified=True)
    again = await front.client.post("/accounts/verification", json={"mail": person.mail, "code": code})
    assert (again.status_code, again.json()["code"]) == (403, "bad_proof")


async def test_a_known_and_an_unknown_mail_are_answered_alike(front: Front) -> None:
    person = await front.person()
    known, unknown = await asks(front, person.mail), await asks(front, UNKNOWN)
    assert known.status_code == unknown.status_code == 202 and known.content == unknown.content
    known, unknown = await resets(front, person.mail, "a guess"), await resets(front, UNKNOWN, "a guess")
    assert (known.status_code, known.json()["code"]) == (unknown.status_code, unknown.json()["code"])
    assert known.json()["code"] == "bad_proof" and set(known.headers) == set(unknown.headers)


async def test_a_reset_by_a_mailed_code_ends_what_was_open_within_a_second(front: Front) -> None:
    person = await front.person()
    assert (await asks(front, person.mail)).status_code == 202
    code = await front.code(person.mail, "A new password")
    async with front.live(person) as watcher:
        assert (await resets(front, person.mail, code)).json()["type"] == "PasswordChanged"
        assert await watcher.hears() == {"type": "bye", "reason": "revoked"}
    await eventually(lambda: refused(front, person.headers), within=1)
    assert [await signs_in(front, person, word) for word in (PASSWORD, NEW)] == [401, 201]
    assert (await resets(front, person.mail, code, "a third battery")).json()["code"] == "bad_proof"
    assert await front.mail(person.mail, "Your password was changed")


async def test_who_knows_the_old_password_changes_it_and_stays(front: Front) -> None:
    person = await front.person()
    other = person.tokens["access_token"]
    await person.logs_in()
    wrong = await person.asks("PUT", "/me/password", json={"old": "a wrong password", "password": NEW})
    assert (wrong.status_code, wrong.json()["code"]) == (403, "bad_proof")
    said = await person.asks("PUT", "/me/password", json={"old": PASSWORD, "password": NEW})
    assert (said.status_code, said.json()["type"], set(said.json())) == (200, "PasswordChanged", {"type", "device"})
    await eventually(lambda: refused(front, {"Authorization": f"Bearer {other}"}), within=1)
    assert (await person.asks("GET", "/me")).status_code == 200
    assert [await signs_in(front, person, word) for word in (PASSWORD, NEW)] == [401, 201]


async def test_a_password_that_everybody_tries_first_is_refused(front: Front) -> None:
    account = {"mail": "breached@example.org", "password": "password1"}
    said = await front.client.post("/accounts", json=account, headers=WAITING)
    assert (said.status_code, said.json()["code"]) == (422, "breached_password")


async def test_who_guesses_waits_and_the_owner_gets_in_by_the_device_or_a_code(front: Front) -> None:
    person = await front.person()
    guess = {"mail": person.mail, "password": "a wrong password"}
    said = [await front.client.post("/sessions", json=guess) for _ in range(7)]
    assert [(one.status_code, one.json()["code"]) for one in said[-2:]] == [(401, "bad_credentials"), (429, "locked")]
    assert int(said[-1].headers["Retry-After"]) >= 1
    mine = {"mail": person.mail, "password": PASSWORD}
    assert (await front.client.post("/sessions", json=mine)).status_code == 429
    assert (await front.client.post("/sessions", json=mine | {"device": person.tokens["device"]})).status_code == 201
    await asks(front, person.mail)
    device = (await resets(front, person.mail, await front.code(person.mail, "A new password"))).json()["device"]
    renewed = {"mail": person.mail, "password": NEW, "device": device}
    assert (await front.client.post("/sessions", json=renewed)).status_code == 201


async def test_after_a_reset_a_device_from_before_is_a_strangers_one(front: Front) -> None:
    person = await front.person()
    mine, made = {"mail": person.mail, "password": NEW, "device": person.tokens["device"]}, int(time.time())
    await asks(front, person.mail)
    code = await front.code(person.mail, "A new password")
    await eventually(lambda: time.time() > made + 1, within=2)
    assert (await resets(front, person.mail, code)).status_code == 200
    await person.logs_in(NEW)
    await person.sees("/me", verified=True)
    for _ in range(7):
        await front.client.post("/sessions", json={"mail": person.mail, "password": "a wrong password"})
    said = await front.client.post("/sessions", json=mine)
    assert (said.status_code, said.json()["code"]) == (429, "locked")
    newer = mine | {"device": person.tokens["device"]}
    assert (await front.client.post("/sessions", json=newer)).status_code == 201

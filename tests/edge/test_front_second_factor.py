"""A second factor, from the scan to the sign-in: in memory, and on real servers."""

import base64
import time

import httpx2
import pytest

from handlers.identity.totp import STEP, code_of
from tests.edge.front import PASSWORD, Front, Person

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]
PATH = "/me/second-factor"


def code(key: str, ahead: int = 0) -> str:
    """Of now, or of so many steps on: a clock may be off by one."""
    return code_of(base64.b32decode(key), int(time.time()) // STEP + ahead)


async def signs_in(front: Front, person: Person, code: str = "") -> httpx2.Response:
    said = {"mail": person.mail, "password": PASSWORD, "code": code}
    return await front.client.post("/sessions", json=said)


async def enrolled(person: Person) -> tuple[str, list[str]]:
    """The key, and the spare codes."""
    said = (await person.asks("POST", PATH, json={"password": PASSWORD})).json()
    assert said["uri"].startswith(f"otpauth://totp/Boxoffice?secret={said['key']}&")
    assert said["qr"].startswith("data:image/svg+xml")
    confirmed = await person.asks("PUT", PATH, json={"code": code(said["key"])})
    assert (confirmed.status_code, confirmed.json()["type"]) == (200, "SecondFactorConfirmed")
    return said["key"], confirmed.json()["spare"]


async def test_with_a_second_factor_the_password_alone_opens_nothing(front: Front) -> None:
    person = await front.person()
    key, spare = await enrolled(person)
    alone = await signs_in(front, person)
    assert (alone.status_code, alone.json()["code"]) == (401, "code_needed")
    assert (await signs_in(front, person, code(key, ahead=1))).status_code == 201
    assert (await signs_in(front, person, spare[0])).status_code == 201
    again = await signs_in(front, person, spare[0])
    assert (again.status_code, again.json()["code"]) == (401, "bad_code")
    assert len(spare) == len(set(spare)) == 10


async def test_it_is_removed_by_password_and_code_and_never_by_a_session_alone(front: Front) -> None:
    person = await front.person()
    _, spare = await enrolled(person)
    refused = await person.asks("POST", f"{PATH}/removal", json={"password": PASSWORD, "code": "000000"})
    assert (refused.status_code, refused.json()["code"]) == (403, "bad_proof")
    assert (await person.asks("POST", PATH, json={"password": PASSWORD})).json()["code"] == "second_factor_on"
    removed = await person.asks("POST", f"{PATH}/removal", json={"password": PASSWORD, "code": spare[1]})
    assert (removed.status_code, removed.json()) == (200, {"type": "SecondFactorRemoved"})
    assert (await signs_in(front, person)).status_code == 201


async def test_new_spare_codes_take_the_place_of_the_earlier_ones(front: Front) -> None:
    person = await front.person()
    _, spare = await enrolled(person)
    renewed = await person.asks("POST", f"{PATH}/spare", json={"password": PASSWORD, "code": spare[0]})
    assert (renewed.status_code, renewed.json()["type"]) == (200, "SpareCodesRenewed")
    assert (await signs_in(front, person, spare[1])).json()["code"] == "bad_code"
    assert (await signs_in(front, person, renewed.json()["spare"][0])).status_code == 201


async def test_the_person_sees_whether_it_is_on_and_is_mailed_of_each_change(front: Front) -> None:
    person = await front.person()
    await person.sees("/me", second_factor=False)
    _, spare = await enrolled(person)
    await person.sees("/me", second_factor=True)
    await front.mail(person.mail, "Your second factor is on")
    renewed = await person.asks("POST", f"{PATH}/spare", json={"password": PASSWORD, "code": spare[0]})
    await front.mail(person.mail, "Your spare codes were renewed")
    await person.asks("POST", f"{PATH}/removal", json={"password": PASSWORD, "code": renewed.json()["spare"][0]})
    await person.sees("/me", second_factor=False)
    await front.mail(person.mail, "Your second factor is off")


async def test_a_key_is_made_for_the_password_alone(front: Front) -> None:
    person = await front.person()
    refused = await person.asks("POST", PATH, json={"password": "not mine at all"})
    assert (refused.status_code, refused.json()["code"]) == (403, "bad_proof")
    early = await person.asks("PUT", PATH, json={"code": "000000"})
    assert (early.status_code, early.json()["code"]) == (403, "bad_proof")

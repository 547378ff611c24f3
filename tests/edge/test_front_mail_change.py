"""Another mail address, from the wish to the way back: in memory, and on real servers."""

import uuid

import httpx2
import pytest

from tests.edge.front import PASSWORD, Front, Person
from tests.edge.test_front_sessions import refused
from tests.eventually import eventually

pytestmark = pytest.mark.real
BOTH = pytest.mark.parametrize("front", ["memory", "real"], indirect=True)
MEMORY = pytest.mark.parametrize("front", ["memory"], indirect=True)


def fresh() -> str:
    return f"{uuid.uuid4().hex[:12]}@example.org"


async def wants(person: Person, address: str, password: str = PASSWORD) -> httpx2.Response:
    return await person.asks("POST", "/me/mail", json={"address": address, "password": password})


async def confirms(person: Person, address: str, code: str) -> httpx2.Response:
    return await person.asks("POST", "/me/mail/confirm", json={"address": address, "code": code})


async def signs_in(front: Front, mail: str) -> int:
    return (await front.client.post("/sessions", json={"mail": mail, "password": PASSWORD})).status_code


async def gets_in(front: Front, mail: str) -> bool:
    return await signs_in(front, mail) == 201


async def changed(front: Front) -> tuple[Person, str]:
    """The person, and the new address, which counts everywhere."""
    person, new = await front.person(), fresh()
    assert (await wants(person, new)).status_code == 202
    said = await confirms(person, new, await front.code(new, "Your new mail address"))
    assert (said.status_code, said.json()) == (200, {"type": "MailClaimed"})
    await eventually(lambda: gets_in(front, new), within=15)
    return person, new


@BOTH
async def test_the_new_address_signs_in_and_the_old_one_takes_it_back(front: Front) -> None:
    person, new = await changed(front)
    assert await signs_in(front, person.mail) == 401
    await person.sees("/me", mail=new, verified=True)
    code = (await front.mail(person.mail, "Your mail address was changed")).partition("with this code: ")[2].split()[0]
    undone = await front.client.post("/accounts/mail/undo", json={"code": code})
    assert (undone.status_code, undone.json()) == (200, {"type": "MailChanged"})
    await eventually(lambda: refused(front, person.headers), within=1)
    assert [await signs_in(front, mail) for mail in (new, person.mail)] == [401, 201]
    again = await front.client.post("/accounts/mail/undo", json={"code": code})
    assert (again.status_code, again.json()["code"]) == (403, "bad_proof")


@MEMORY
async def test_a_free_and_a_taken_address_are_answered_alike_and_the_owner_is_mailed(front: Front) -> None:
    ann, ben = await front.person(), await front.person()
    free, taken = await wants(ann, fresh()), await wants(ann, ben.mail)
    assert free.status_code == taken.status_code == 202 and free.content == taken.content
    assert set(free.headers) == set(taken.headers)
    await front.mail(ben.mail, "You have an account")
    said = await confirms(ann, ben.mail, "a guess")
    assert (said.status_code, said.json()["code"]) == (403, "bad_proof")


@MEMORY
async def test_of_two_that_want_one_address_the_first_to_confirm_has_it(front: Front) -> None:
    ann, ben, new = await front.person(), await front.person(), fresh()
    await wants(ann, new)
    code = await front.code(new, "Your new mail address")
    assert (await confirms(ben, new, code)).json()["code"] == "bad_proof"
    assert (await confirms(ann, new, code)).status_code == 200
    assert (await wants(ben, new)).status_code == 202
    await front.mail(new, "You have an account")


@MEMORY
async def test_mails_and_new_passwords_go_to_the_new_address(front: Front) -> None:
    person, new = await changed(front)
    asked = await front.client.post("/accounts/codes", json={"mail": new, "purpose": "reset"})
    assert asked.status_code == 202
    body = {"mail": new, "code": await front.code(new, "A new password"), "password": "another horse battery"}
    assert (await front.client.post("/accounts/password", json=body)).status_code == 200
    assert await signs_in(front, person.mail) == 401


@MEMORY
async def test_it_takes_the_password(front: Front) -> None:
    person = await front.person()
    said = await wants(person, fresh(), "not mine at all")
    assert (said.status_code, said.json()["code"]) == (403, "bad_proof")

"""Postal addresses, at the door: in memory, and on real servers."""

from typing import Any

import pytest

from edge.door.examples import EXAMPLES
from tests.edge.front import Front, Person
from tests.eventually import eventually

BOTH = pytest.mark.parametrize("front", ["memory", "real"], indirect=True)
MEMORY = pytest.mark.parametrize("front", ["memory"], indirect=True)
pytestmark = pytest.mark.real
PATH = "/me/addresses"
HOME = EXAMPLES["Address"] | {"region": ""}
WORK = HOME | {
    "lines": ["Works Ltd", "Gate 3"],
    "postal_code": "1010",
    "city": "Vienna",
    "region": "W",
    "country": "AT",
}
WRONG: list[dict[str, Any]] = [
    {"country": "XX"}, {"country": "at"}, {"lines": []}, {"lines": ["x"] * 5}, {"city": ""},
]  # fmt: skip


def shown(id_: str, body: dict[str, Any], default: bool) -> dict[str, Any]:
    return body | {"id": id_, "default": default}


async def are_listed(person: Person, *addresses: dict[str, Any]) -> None:
    async def there() -> bool:
        return bool((await person.asks("GET", PATH)).json() == list(addresses))

    await eventually(there, within=15)


async def adds(person: Person, body: dict[str, Any], **more: Any) -> str:
    said = await person.asks("POST", PATH, json=body, **more)
    assert said.status_code == 201, said.text
    return str(said.json()["id"])


@BOTH
async def test_addresses_are_added_listed_changed_and_removed(front: Front) -> None:
    person = await front.person()
    home, work = await adds(person, HOME), await adds(person, WORK)
    await are_listed(person, shown(home, HOME, True), shown(work, WORK, False))
    moved = WORK | {"lines": ["12 High Street"]}
    said = await person.asks("PUT", f"{PATH}/{work}", json=moved | {"default": True})
    assert (said.status_code, said.json()["id"]) == (200, work)
    await are_listed(person, shown(home, HOME, False), shown(work, moved, True))
    assert (await person.asks("DELETE", f"{PATH}/{work}")).status_code == 200
    await are_listed(person, shown(home, HOME, True))


@MEMORY
async def test_nobody_sees_changes_or_removes_anothers_address(front: Front) -> None:
    ann, ben = await front.person(), await front.person()
    id_ = await adds(ann, HOME)
    await adds(ben, WORK)
    for method, body in (("PUT", WORK), ("DELETE", None)):
        said = await ben.asks(method, f"{PATH}/{id_}", json=body)
        assert (said.status_code, said.json()["code"]) == (404, "not_found")
    assert id_ not in (await ben.asks("GET", PATH)).text
    await are_listed(ann, shown(id_, HOME, True))


@MEMORY
async def test_a_second_try_is_the_same_address_and_the_key_stands_for_no_other(front: Front) -> None:
    person, key = await front.person(), {"headers": {"Idempotency-Key": "home"}}
    id_ = await adds(person, HOME, **key)
    assert await adds(person, HOME, **key) == id_
    said = await person.asks("POST", PATH, json=WORK, **key)
    assert (said.status_code, said.json()["code"]) == (422, "idempotency_key_reused")
    await are_listed(person, shown(id_, HOME, True))


@MEMORY
async def test_there_are_ten_at_most(front: Front) -> None:
    person = await front.person()
    for _ in range(10):
        await adds(person, HOME)
    said = await person.asks("POST", PATH, json=HOME)
    assert (said.status_code, said.json()["code"]) == (409, "too_many_addresses")


@MEMORY
async def test_an_address_that_leads_nowhere_is_refused(front: Front) -> None:
    person = await front.person()
    for wrong in WRONG:
        said = await person.asks("POST", PATH, json=HOME | wrong)
        assert (said.status_code, said.json()["code"]) == (422, "invalid")
        assert [one["field"] for one in said.json()["errors"]] == list(wrong)

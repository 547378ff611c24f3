"""Organisations at the front door: their members do together what each may; in memory, and once on real servers."""

from typing import Any

import pytest

from tests.edge.front import Front, Person, event
from tests.edge.team import joins, standings
from tests.eventually import eventually

pytestmark = pytest.mark.real
MEMORY = pytest.mark.parametrize("front", ["memory"], indirect=True)
BOTH = pytest.mark.parametrize("front", ["memory", "real"], indirect=True)


async def founded(owner: Person) -> str:
    said = await owner.asks("POST", "/organisations", json={"name": "The Old House"})
    assert (said.status_code, said.json()["type"]) == (201, "OrganisationCreated"), said.text
    id_ = str(said.json()["organisation_id"])
    await owner.becomes("/me/organisations", lambda shown: (id_, "member") in standings(shown))
    return id_


async def draft(person: Person, organisation: str) -> str:
    said = await person.asks("POST", "/events", json=event() | {"organisation_id": organisation})
    assert (said.status_code, said.json()["organiser_id"]) == (201, organisation), said.text
    id_ = str(said.json()["event_id"])
    await person.sees(f"/events/{id_}", state="draft")
    return id_


async def answers(person: Person, status: int, method: str, path: str, **more: Any) -> None:
    """Once the door knows the person's new role."""

    async def there() -> bool:
        return (await person.asks(method, path, **more)).status_code == status

    assert await eventually(there, within=5)


@BOTH
async def test_an_organisations_members_do_together_what_each_may(front: Front) -> None:
    owner, manager, door = await front.person(organiser=True), await front.person(), await front.person()
    id_ = await founded(owner)
    await joins(owner, manager, "manager", id_)
    await joins(owner, door, "door", id_)
    path = f"/events/{await draft(manager, id_)}"
    assert (await owner.asks("PATCH", path, json={"description": "Quiet."})).status_code == 200
    assert (await door.asks("GET", path)).json()["state"] == "draft"
    assert (await door.asks("PATCH", path, json={"description": "Loud."})).json()["code"] == "role_missing"
    assert (await door.asks("GET", f"{path}/tickets/void")).status_code == 200
    changed = await owner.asks("PATCH", await member(id_, door), json={"role": "manager"})
    assert changed.json()["type"] == "MemberChanged"
    await answers(door, 200, "PATCH", path, json={"description": "Loud."})
    assert (await owner.asks("DELETE", await member(id_, door))).json()["type"] == "MemberRemoved"
    await answers(door, 404, "GET", path)


async def member(organisation: str, person: Person) -> str:
    return f"/organisations/{organisation}/members/{(await person.sees('/me'))['id']}"


@MEMORY
async def test_an_invitation_is_answered_the_same_for_whoever_is_known_or_not(front: Front) -> None:
    owner, known = await front.person(organiser=True), await front.person()
    path = f"/organisations/{await founded(owner)}/members"
    said = [
        await owner.asks("POST", path, json={"mail": mail, "role": "door"})
        for mail in (known.mail, f"nobody-{known.mail}")
    ]
    assert [one.status_code for one in said] == [202, 202]
    assert said[0].json().keys() == said[1].json().keys()
    listed = await owner.becomes(path, lambda shown: len(shown["items"]) == 3)
    assert [one["state"] for one in listed["items"]].count("invited") == 2


@MEMORY
async def test_a_member_of_one_organisation_is_nobody_in_another(front: Front) -> None:
    owner, other, manager = [await front.person(organiser=one) for one in (True, True, False)]
    id_, elsewhere = await founded(owner), await founded(other)
    await joins(other, manager, "manager", elsewhere)
    path = f"/events/{await draft(owner, id_)}"
    refused = await manager.asks("PATCH", path, json={"description": "Mine."})
    assert (refused.status_code, refused.json()["code"]) == (403, "foreign_event")
    named = event() | {"organisation_id": id_}
    for method, where, body in (
        ("GET", path, None), ("POST", "/events", named), ("GET", f"/events?organisation={id_}", None),
        ("GET", f"/promotions?organisation={id_}", None), ("GET", f"/organisations/{id_}/members", None),
        ("GET", f"{path}/bookings", None),
    ):  # fmt: skip
        assert (await manager.asks(method, where, json=body)).status_code == 404, where


@MEMORY
async def test_what_an_organisation_has_is_listed_to_those_who_may_see_it(front: Front) -> None:
    owner, accountant = await front.person(organiser=True), await front.person()
    id_ = await founded(owner)
    await joins(owner, accountant, "accountant", id_)
    event_id = await draft(owner, id_)
    venue = {"name": "Hall", "capacity": 9, "organisation_id": id_}
    assert (await owner.asks("POST", "/venues", json=venue)).json()["organiser_id"] == id_
    code = await owner.asks("POST", "/promotions", json={"percent": 100, "organisation_id": id_})
    assert code.status_code == 201
    await owner.becomes(f"/promotions?organisation={id_}", lambda shown: len(shown["items"]) == 1)
    assert (await owner.asks("GET", "/promotions")).json()["items"] == []
    found = (await accountant.asks("GET", f"/events?organisation={id_}")).json()["items"]
    assert [one["id"] for one in found] == [event_id]
    assert (await accountant.asks("GET", f"/payouts?organisation={id_}")).json() == {"items": []}
    assert (await accountant.asks("GET", f"/organisations/{id_}/invoices")).json() == {"items": [], "next": None}
    assert (await accountant.asks("GET", f"/promotions?organisation={id_}")).json()["code"] == "role_missing"
    assert (await accountant.asks("GET", f"/events/{event_id}/payouts")).status_code == 200
    assert (await accountant.asks("POST", "/events", json=event())).json()["code"] == "role_missing"


@MEMORY
async def test_the_last_owner_stays_and_others_leave(front: Front) -> None:
    owner, second = await front.person(organiser=True), await front.person()
    id_ = await founded(owner)
    path = f"/me/organisations/{id_}"
    assert (await owner.asks("DELETE", path)).json()["code"] == "last_owner"
    assert (await second.asks("POST", f"{path}/acceptance")).status_code == 404
    await joins(owner, second, "owner", id_)
    assert (await owner.asks("DELETE", path)).json()["type"] == "MemberRemoved"
    await owner.becomes("/me/organisations", lambda shown: shown["items"] == [])
    await answers(owner, 404, "GET", f"/organisations/{id_}/members")
    assert (await second.asks("GET", f"/organisations/{id_}/members")).status_code == 200


@MEMORY
async def test_who_has_just_founded_one_invites_before_the_door_has_heard_of_it(front: Front) -> None:
    owner, ben = await front.person(organiser=True), await front.person()
    await owner.asks("GET", "/promotions")  # the door has just looked up what the owner is
    said = await owner.asks("POST", "/organisations", json={"name": "The Old House"})
    members = f"/organisations/{said.json()['organisation_id']}/members"
    who = {"account_id": (await ben.sees("/me"))["id"], "role": "door"}
    assert (await owner.asks("POST", members, json=who)).json()["type"] == "MemberInvited"


@MEMORY
async def test_who_has_just_founded_one_makes_things_for_it_at_once_and_nobody_else_does(front: Front) -> None:
    owner, rival = await front.person(organiser=True), await front.person(organiser=True)
    await owner.asks("GET", "/promotions")  # the door has just looked up what the owner is
    said = await owner.asks("POST", "/organisations", json={"name": "The Old House"})
    named = {"organisation_id": said.json()["organisation_id"]}
    assert (await owner.asks("POST", "/events", json=event() | named)).status_code == 201
    assert (await owner.asks("POST", "/venues", json={"name": "Hall", "capacity": 9} | named)).status_code == 201
    assert (await owner.asks("POST", "/promotions", json={"percent": 100} | named)).status_code == 201
    assert (await rival.asks("POST", "/events", json=event() | named)).status_code == 404

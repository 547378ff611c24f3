"""Every change is asked for twice with one key, and the key then used for something else."""

import uuid
from collections import Counter as Count
from typing import Any

import pytest

from edge.asking.unkeyed import UNKEYED
from ops.at import looking
from tests.edge.counter import Counter
from tests.edge.front import PASSWORD, WAITING, Front, Person
from tests.edge.rights import RIGHTS, VISITORS
from tests.edge.test_front_rights import ENDING, Ids, sent, things
from tests.edge.till import Till

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory"], indirect=True)]
CHANGES = [route for route in RIGHTS if not route.startswith("GET ")]
LAST = "PUT /me/password"
KEYED = [route for route in CHANGES if route not in UNKEYED and route != LAST] + [LAST]
RIGHT: dict[str, Any] = {
    "POST /accounts": {"mail": f"{uuid.uuid4().hex}@example.org", "password": PASSWORD, "name": "Ann"},
    "PUT /me/password": {"old": PASSWORD, "password": f"{PASSWORD}!"},
    "POST /me/mail": {"address": "another@example.org", "password": PASSWORD},
}
"""What is not only refused."""
OTHERS: dict[str, Any] = {
    "POST /accounts": {"name": "Ben"},
    "POST /accounts/codes": {"purpose": "verify"},
    "POST /accounts/verification": {"code": "1" * 11},
    "POST /accounts/password": {"code": "1" * 11},
    "POST /accounts/mail/undo": {"code": f"{'0' * 32}.1"},
}
"""What else is said by whoever is not signed in: the key is one of the account's."""
EACH_TIME = ("device", "instance", "correlation_id")
Answer = tuple[int, Any]


def asker(route: str) -> str:
    """Whom the table of rights welcomes; of passwords nobody may try many."""
    if route == LAST:
        return "organiser"
    signs = dict(zip(VISITORS, RIGHTS[route].split(), strict=True))
    return next((name for name in ("buyer", "organiser", "operator") if signs[name] == "+"), "buyer")


async def asks(front: Front, person: Person | None, asked: tuple[str, str, Any], key: str) -> Answer:
    method, path, body = asked
    headers = WAITING | {"Idempotency-Key": key} | (person.headers if person else {})
    said = await front.client.request(method, path, headers=headers, json=body)
    if "json" not in said.headers.get("content-type", ""):
        return said.status_code, said.text
    return said.status_code, {name: value for name, value in said.json().items() if name not in EACH_TIME}


async def commands(counter: Counter) -> Count[str]:
    """How many different ones each route has said so far."""
    async with looking(counter.place) as inspector:
        found = set()
        for topic, bounds in (await inspector.bounds(*await inspector.topics())).items():
            heads = [dict(record.headers) for record in await inspector.records(topic, bounds)]
            found |= {(head["ce_route"].decode(), head["ce_id"]) for head in heads if head.get("ce_route")}
    return Count(route for route, _ in found)


def wished(route: str, ids: Ids) -> tuple[str, str, Any]:
    method, path, body = sent(route, ids)
    return method, path, RIGHT.get(route, body)


async def test_one_key_has_one_effect_and_one_answer_whatever_is_asked(
    front: Front, counter: Counter, paying: Till
) -> None:
    people = {name: await front.person(organiser=name in ("organiser", "rival")) for name in VISITORS[1:]}
    people["operator"] = await counter.operator()
    ids, spent, wrong = await things(front, people, paying), uuid.uuid4().hex, []
    for person in people.values():
        await asks(front, person, ("POST", "/me/inbox/read", {"until": "2026-01-01T00:00:00Z"}), spent)
    before, answers = await commands(counter), {}
    for route in KEYED:
        key, asked = uuid.uuid4().hex, wished(route, ids)
        person = None if route in OTHERS else people[asker(route)]
        first, again = await asks(front, person, asked, key), await asks(front, person, asked, key)
        other = (*asked[:2], asked[2] | OTHERS[route]) if route in OTHERS else asked
        answers[route] = await asks(front, person, other, key if route in OTHERS else spent)
        if again != first and not (route in ENDING and again[0] == 401):
            wrong.append(f"{route}: {first}, then {again}")
        if route in ENDING and person:
            await person.logs_in()
    said = await commands(counter) - before
    wrong += [f"{route}: said {said[route]} times" for route in KEYED if said[route] > 1]
    reused = {
        route: answers[route] for route in KEYED if said[route] and answers[route][0] != 422 and route not in ENDING
    }
    assert not wrong and not reused
    assert sum(said[route] for route in KEYED) > 50, said


def test_what_takes_no_key_is_a_change_that_there_is(front: Front) -> None:
    assert set(UNKEYED) < set(CHANGES)

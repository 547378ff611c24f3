"""What caches are told of public pages, and that nobody is shown what is another's."""

import asyncio

import httpx2
import pytest

from choreography.ports import Unreachable
from edge.caching.conditional import kept
from edge.reading.events import AVAILABILITY, EVENT, FOUND, MINE, ON_SALE, PLAN, SEATS
from tests.edge.house import House, open_house, token

PAGES = {"/events": ON_SALE, "/events/e": EVENT, "/events/e/availability": AVAILABILITY, "/events/e/seats": SEATS}
PAGES["/events/e/plan"] = PLAN
PUBLIC = "public, max-age={}, must-revalidate"


async def as_(house: House, role: str, path: str, who: str = "olga") -> httpx2.Response:
    return await house.client.get(path, headers={"Authorization": f"Bearer {token(who, roles=[role])}"})


def asked(house: House, query: str) -> int:
    return house.reads.asked.count(query)


@pytest.mark.parametrize(("path", "query"), PAGES.items())
async def test_a_page_is_tagged_and_not_sent_again_to_who_has_it(house: House, path: str, query: str) -> None:
    house.reads.found[query] = b'{"as":"it is"}'
    said = await house.client.get(path)
    tag = said.headers["etag"]
    assert said.headers["vary"] == "Origin" and said.headers["cache-control"] in {PUBLIC.format(n) for n in (1, 4)}
    for names in (tag, f"W/{tag}", f'"other", {tag}', "*"):
        again = await house.client.get(path, headers={"If-None-Match": names})
        assert (again.status_code, again.content, again.headers["etag"]) == (304, b"", tag)
        assert "content-type" not in again.headers and again.headers["cache-control"].startswith("public")
    assert (await house.client.get(path, headers={"If-None-Match": '"other"'})).json() == {"as": "it is"}
    assert asked(house, query) == 1


@pytest.mark.parametrize(("bound", "age", "said"), [
    (5, 0, "public, max-age=5, must-revalidate"), (5, 0.1, "public, max-age=4, must-revalidate"),
    (5, 4.5, "public, max-age=1, must-revalidate"), (1, 0.9, "public, max-age=1, must-revalidate"),
    (1, 3, "public, max-age=1, must-revalidate"), (0.9, 0, "public, no-cache"), (0, 0, "public, no-cache"),
])  # fmt: skip
def test_a_cache_may_keep_a_page_for_what_is_left_of_its_bound_and_a_second_at_least(
    bound: float, age: float, said: str
) -> None:
    assert kept(bound, age) == said


@pytest.mark.parametrize(("path", "query"), PAGES.items())
async def test_many_at_once_cause_one_statement(path: str, query: str) -> None:
    async with open_house(list_kept=60, event_kept=60, stock_kept=60) as house:
        house.reads.found[query] = b"{}"
        said = await asyncio.gather(*(house.client.get(path) for _ in range(100)))
        assert {one.status_code for one in said} == {200} and asked(house, query) == 1


async def test_other_searches_have_other_answers(house: House) -> None:
    house.reads.found |= {ON_SALE: b'{"all":1}', FOUND: b'{"some":1}'}
    first, second = await house.client.get("/events"), await house.client.get("/events", params={"q": "opera"})
    assert first.headers["etag"] != second.headers["etag"] and (first.json(), second.json()) == (
        {"all": 1},
        {"some": 1},
    )
    for more in ("?limit=2", "?category=a", "?after=1.a", "?from=2030-01-01", "?to=2030-01-01"):
        await house.client.get("/events" + more)
    for more in ("?q=opera&limit=2", "?place=opera"):
        await house.client.get("/events" + more)
    assert (asked(house, ON_SALE), asked(house, FOUND)) == (6, 3)


async def test_a_buyer_is_shown_what_everybody_is_and_an_organiser_what_is_so_now(house: House) -> None:
    house.reads.found[EVENT] = b"{}"
    for who in ("ann", "ben"):
        assert "public" in (await as_(house, "buyer", "/events/e", who)).headers["cache-control"]
    assert asked(house, EVENT) == 1
    for role in ("organiser", "operator"):
        said = await as_(house, role, "/events/e")
        assert said.headers["cache-control"] == "private, no-store" and "etag" not in said.headers
    assert asked(house, EVENT) == 3


@pytest.mark.parametrize("role", ["buyer", "organiser", "operator"])
async def test_a_draft_is_shown_to_its_own_alone_and_kept_by_nobody(house: House, role: str) -> None:
    house.reads.private = {EVENT: ("olga", b'{"state":"draft"}')}
    for _ in range(2):
        said = await as_(house, role, "/events/e")
        assert (said.json()["state"], said.headers["cache-control"]) == ("draft", "private, no-store")
        for other in (await house.client.get("/events/e"), await as_(house, role, "/events/e", "eve")):
            assert (other.status_code, other.headers["cache-control"]) == (404, "no-store")
    headers = {"Authorization": f"Bearer {token('olga', roles=[role])}", "If-None-Match": "*"}
    assert (await house.client.get("/events/e", headers=headers)).status_code == 200


async def test_a_list_of_ones_own_is_private(house: House) -> None:
    house.reads.private = {MINE: ("olga", b'{"items":["a draft"]}')}
    said = await as_(house, "organiser", "/events?organiser=me")
    assert (said.json(), said.headers["cache-control"]) == ({"items": ["a draft"]}, "private, no-store")
    assert b"draft" not in (await as_(house, "organiser", "/events?organiser=me", "eve")).content
    assert (await house.client.get("/events?organiser=me")).status_code == 401


async def test_a_database_that_is_away_is_not_hidden_longer_than_the_bound_nor_remembered(house: House) -> None:
    house.reads.found[EVENT] = Unreachable("away")
    assert (await house.client.get("/events/e")).status_code == 503
    house.reads.found[EVENT] = b"{}"
    assert (await house.client.get("/events/e")).status_code == 200


@pytest.mark.parametrize(("params", "field"), [
    ({"from": "tomorrow"}, "from"), ({"from": "2030-02-30"}, "from"), ({"to": "2030-1-1"}, "to"),
    ({"from": "2030-01-02", "to": "2030-01-01"}, "to"), ({"after": "e1"}, "after"), ({"limit": "101"}, "limit"),
    ({"q": "x" * 201}, "q"), ({"category": "a\0"}, "category"), ({"place": "\0"}, "place"),
])  # fmt: skip
async def test_what_cannot_be_looked_for_is_named(house: House, params: dict[str, str], field: str) -> None:
    said = await house.client.get("/events", params=params)
    assert (said.status_code, said.json()["code"]) == (422, "invalid")
    assert said.json()["errors"][0]["field"] == field


async def test_readings_are_counted_by_where_they_are_from(house: House) -> None:
    house.reads.found[EVENT] = b"{}"
    for _ in range(3):
        await house.client.get("/events/e")
    said = (await house.client.get("/metrics")).text
    assert 'edge_shared_total{source="read"} 1.0' in said and 'edge_shared_total{source="kept"} 2.0' in said

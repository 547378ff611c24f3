"""Browsing without an account, in memory and on real servers."""

import uuid
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.edge.front import Front, Person, event
from tests.eventually import eventually

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]


async def published(organiser: Person, **fields: Any) -> str:
    said = await organiser.asks("POST", "/events", json=event() | fields)
    id_ = str(said.json()["event_id"])
    assert (await organiser.asks("POST", f"/events/{id_}/publication")).status_code == 200
    return id_


async def found(front: Front, **search: Any) -> list[str]:
    said = await front.client.get("/events", params=search)
    assert said.status_code == 200, said.text
    return [one["id"] for one in said.json()["items"]]


async def test_what_is_put_on_sale_is_found_and_gone_once_it_is_called_off(front: Front) -> None:
    organiser, word = await front.person(organiser=True), f"Fidelio{uuid.uuid4().hex[:8]}"
    assert await found(front, q=word) == []
    id_ = await published(organiser, name=f"Große {word}")

    async def listed() -> bool:
        return await found(front, q=f"GROSSE {word[:-1]}") == await found(front, q=word) == [id_]

    await eventually(listed)
    word = f"Leonore{uuid.uuid4().hex[:8]}"
    assert (await organiser.asks("PATCH", f"/events/{id_}", json={"name": f"Große {word}"})).status_code == 200
    await eventually(listed)
    assert (await organiser.asks("POST", f"/events/{id_}/cancellation", json={})).status_code == 200
    await eventually(lambda: _gone(front, word))


async def _gone(front: Front, word: str) -> bool:
    return await found(front, q=word) == []


async def test_a_visitor_narrows_by_words_place_category_and_day(front: Front) -> None:
    organiser, town = await front.person(organiser=True), f"Łódź{uuid.uuid4().hex[:8]}"
    opens = datetime.now(UTC) + timedelta(days=40)
    times = {"starts_at": opens.isoformat(), "ends_at": (opens + timedelta(hours=2)).isoformat()}
    opera = await published(organiser, name="Opera", place=f"Teatr, {town}", category="opera", **times)
    rock = await published(organiser, name=f"Rock for {town}", place="Anywhere", category="rock", **times)
    await eventually(lambda: _both(front, town, {opera, rock}))
    place, day = town.replace("Łódź", "lodz"), opens.date().isoformat()
    assert await found(front, place=place) == await found(front, q=f"opera {place}") == [opera]
    assert await found(front, q=place, category="rock") == [rock]
    assert set(await found(front, q=place, **{"from": day, "to": day})) == {opera, rock}
    assert await found(front, q=place, **{"from": (opens + timedelta(days=1)).date().isoformat()}) == []


async def _both(front: Front, word: str, ids: set[str]) -> bool:
    return set(await found(front, q=word)) == ids


async def test_all_pages_together_name_each_event_once_in_order(front: Front) -> None:
    organiser, word = await front.person(organiser=True), f"w{uuid.uuid4().hex[:8]}"
    ids = {await published(organiser, name=word) for _ in range(5)}
    await eventually(lambda: _both(front, word, ids))
    shown, after = [], ""
    while after is not None:
        said = (await front.client.get("/events", params={"q": word, "limit": 2, "after": after})).json()
        shown += [(one["starts_at"], one["id"]) for one in said["items"]]
        after = said["next"]
    assert shown == sorted(shown) and {id_ for _, id_ in shown} == ids and len(shown) == 5

"""A place and its queue while the views are behind: what the feeds know is read, and what is older never wins."""

import json
from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from choreography.ports import Unreachable
from contracts.waiting_room import QueueRefused, place_id
from edge.reading.feeds import NEWEST
from edge.reading.queues import MINE, QUEUE
from tests.edge.house import House, open_house

PLACE, NOW = "/events/e1/queue/place", datetime(2026, 6, 1, tzinfo=UTC)
MY = {"place_id": place_id("e1", "ann"), "buyer_id": "ann", "receipt": 7}
OPENED: dict[str, Any] = {
    "type": "QueueOpened", "version": 2, "opens": NOW.isoformat(), "starts": NOW.isoformat(), "per_minute": 60,
    "at_most": 20, "commitment": "c",
}  # fmt: skip
DRAWN: dict[str, Any] = {"type": "QueueDrawn", "version": 5, "seed": "s", "receipts": 9, "chain": "c9"}
JOINED: dict[str, Any] = {
    "type": "QueueJoined",
    "version": 1,
    "joined_at": NOW.isoformat(),
    "chain": "c7",
    "rank": 0,
    **MY,
}
RANKED: dict[str, Any] = {"type": "PlaceDrawn", "version": 2, "rank": 8, **MY}
TURN: dict[str, Any] = {
    "type": "TurnGranted",
    "version": 3,
    "rank": 8,
    "deadline": (NOW + timedelta(1)).isoformat(),
    **MY,
}
OLD_QUEUE: dict[str, Any] = {
    "event_id": "e1", "state": "running", "reason": "", "opens": NOW, "starts": NOW, "per_minute": 60, "at_most": 20,
    "commitment": "c", "seed": "s", "order": "first_come", "receipts": 9, "chain": "c9", "served": 1, "waiting": 20,
    "paused": False, "slowed": False, "state_version": 5, "moved_version": 6, "length_version": 6,
}  # fmt: skip
OLD_PLACE: dict[str, Any] = {
    "place_id": MY["place_id"], "receipt": 7, "joined_at": NOW, "chain": "c7", "rank": 8, "state": "waiting",
    "deadline": None, "version": 2,
}  # fmt: skip


def moved(seq: int, served: int, **fields: Any) -> dict[str, Any]:
    told = {"type": "QueueMoved", "version": seq, "queue_seq": seq, "served": served, "waiting": 3}
    return told | {"paused": False, "slowed": False} | fields


def fed(house: House, *told: dict[str, Any]) -> None:
    house.reads.found[NEWEST] = [{"body": json.dumps(said)} for said in told]


async def test_what_the_views_never_heard_of_is_shown_from_the_feeds(house: House) -> None:
    fed(house, moved(9, served=3, slowed=True), DRAWN, OPENED, RANKED, JOINED)
    said = (await house.asks("GET", PLACE)).json()
    assert (said["state"], said["receipt"], said["chain"], said["order"]) == ("waiting", 7, "c7", "drawn")
    assert (said["rank"], said["ahead"], said["slowed"], said["estimate"]["most"]) == (8, 4, True, 7)


async def test_a_turn_and_its_deadline_are_read_before_the_views_know_them(house: House) -> None:
    house.reads.found |= {QUEUE: [OLD_QUEUE], MINE: [OLD_PLACE]}
    fed(house, moved(9, served=8), TURN)
    said = (await house.asks("GET", PLACE)).json()
    assert (said["state"], said["deadline"], said["chain"]) == ("turn", "2026-06-02T00:00:00Z", "c7")


async def test_feeds_that_are_behind_the_views_take_nothing_back(house: House) -> None:
    turn = OLD_PLACE | {"state": "spent", "version": 4}
    house.reads.found |= {QUEUE: [OLD_QUEUE | {"served": 9, "moved_version": 11}], MINE: [turn]}
    fed(house, OPENED, moved(9, served=8), TURN)
    assert (await house.asks("GET", PLACE)).json()["state"] == "spent"
    queue = (await house.asks("GET", "/events/e1/queue")).json()
    assert (queue["state"], queue["served"], "moved_version" in queue) == ("running", 9, False)


async def test_a_new_rate_is_read_before_the_views_know_it(house: House) -> None:
    house.reads.found |= {QUEUE: [OLD_QUEUE | {"rate_version": 2}], MINE: [OLD_PLACE]}
    fed(house, OPENED, {"type": "QueueRateChanged", "version": 8, "per_minute": 6, "before": 60})
    assert (await house.asks("GET", PLACE)).json()["estimate"]["most"] == 72


async def test_a_queue_that_closed_is_closed_for_who_waits_though_no_view_says_so(house: House) -> None:
    house.reads.found |= {QUEUE: [OLD_QUEUE], MINE: [OLD_PLACE]}
    fed(house, {"type": "QueueClosed", "version": 12, "reason": "sale_over"})
    said = (await house.asks("GET", PLACE)).json()
    assert (said["state"], said["ahead"]) == ("closed", None)


async def test_who_comes_when_a_full_queue_has_room_again_is_let_in(house: House) -> None:
    house.reads.found |= {QUEUE: [OLD_QUEUE]}
    fed(house, moved(9, served=8))
    assert (await house.asks("POST", PLACE)).status_code == 202


async def test_a_queue_that_is_full_as_was_told_takes_nobody_but_who_joined() -> None:
    async with open_house(queue_kept=0) as house:
        fed(house, OPENED, moved(8, served=0, waiting=19))
        assert (await house.asks("POST", PLACE)).status_code == 202
        fed(house, OPENED, moved(9, served=0, waiting=20))
        assert (await house.asks("POST", PLACE, "eve")).json()["code"] == "queue_full"
        assert (await house.asks("POST", PLACE)).status_code == 202


async def test_without_the_feeds_the_views_are_shown(house: House) -> None:
    house.reads.found |= {QUEUE: [OLD_QUEUE], MINE: [OLD_PLACE], NEWEST: Unreachable("away")}
    said = (await house.asks("GET", PLACE)).json()
    assert (said["state"], said["ahead"]) == ("waiting", 6)


@pytest.mark.parametrize("told", [[], [moved(9, served=3), JOINED]])
async def test_who_joined_just_now_is_told_that_it_is_accepted(house: House, told: list[dict[str, Any]]) -> None:
    """Also where the place is known, but nobody knows its queue."""
    fed(house, *told)
    assert (await house.asks("GET", PLACE)).status_code == 404
    where = (await house.asks("POST", PLACE)).headers["Location"]
    for path in (where, PLACE):
        assert (await house.asks("GET", path)).json() == {"id": MY["place_id"], "version": 0, "state": "accepted"}
        assert (await house.asks("GET", path, "eve")).status_code == 404
    assert (await house.asks("GET", PLACE.replace("e1", "e2"))).status_code == 404


async def test_where_the_views_and_the_feeds_cannot_be_read_nobody_is_told_that_there_is_no_place(house: House) -> None:
    await house.asks("POST", PLACE)
    house.reads.found |= {MINE: Unreachable("away"), NEWEST: Unreachable("away")}
    assert (await house.asks("GET", PLACE)).status_code == 503


async def test_what_is_known_of_a_place_is_told_and_not_that_it_was_accepted(house: House) -> None:
    await house.asks("POST", PLACE)
    fed(house, moved(9, served=3), OPENED, JOINED)
    assert (await house.asks("GET", PLACE)).json()["state"] == "waiting"


async def test_a_join_that_is_refused_or_that_nobody_took_is_not_accepted(house: House) -> None:
    who = {name: MY[name] for name in ("place_id", "buyer_id")}
    house.log.replies = lambda name, body: QueueRefused(event_id="e1", **who, reason="queue_closed")
    assert (await house.asks("POST", PLACE, headers={"Prefer": "wait=5"})).status_code == 409
    house.log.away = True
    assert (await house.asks("POST", PLACE)).status_code == 503
    assert (await house.asks("GET", PLACE)).status_code == 404

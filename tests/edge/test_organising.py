"""What the edge makes of an organiser's wishes."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import pytest

from contracts.catalog import ChangeEvent, RescheduleEvent
from edge.reading.people import ORGANISER
from tests.edge.house import House, open_house, token

NOON = datetime(2030, 1, 1, 12, tzinfo=UTC)


async def asks(house: House, method: str, path: str, body: Any = None, *roles: str) -> httpx2.Response:
    head = {"Authorization": f"Bearer {token(roles=list(roles) or ['organiser'])}"}
    return await house.client.request(method, f"/events/e1{path}", json=body, headers=head)


async def test_a_change_names_what_it_changes_and_nothing_else(house: House) -> None:
    said = {"name": "Gala", "starts_at": "2030-01-01T12:00:00Z", "hold_for": 90, "queue": None, "venue_id": None}
    assert (await asks(house, "PATCH", "", said)).status_code == 202
    ((_, body),) = house.log.of("ChangeEvent")
    command = ChangeEvent.model_validate(body)
    assert set(command.changed) == set(said) and (command.name, command.starts_at) == ("Gala", NOON)
    assert (command.hold_for, command.queue, command.venue_id) == (timedelta(seconds=90), None, "")
    assert command.place is None and not command.by_operator


@pytest.mark.parametrize("wrong", [{"state": "on_sale"}, {"name": ""}, {"ends_at": "noon"}, {"currency": "eur"}])
async def test_a_change_that_cannot_be_is_refused_and_not_said(house: House, wrong: dict[str, Any]) -> None:
    assert (await asks(house, "PATCH", "", wrong)).status_code == 422
    assert not house.log.of("ChangeEvent")


async def test_a_new_date_is_whole(house: House) -> None:
    date = {"starts_at": "2030-01-01T12:00:00Z", "ends_at": "2030-01-01T15:00:00Z"}
    assert (await asks(house, "POST", "/rescheduling", date)).status_code == 422
    said = await asks(house, "POST", "/rescheduling", date | {"sale_closes": "2030-01-01T12:00:00Z"}, "operator")
    ((_, body),) = house.log.of("RescheduleEvent")
    command = RescheduleEvent.model_validate(body)
    assert said.status_code == 202 and command.by_operator
    assert (command.starts_at, command.sale_closes) == (NOON, NOON)


@pytest.mark.parametrize(
    ("method", "path", "body", "said"),
    [
        ("DELETE", "", None, "DeleteEvent"),
        ("POST", "/postponement", None, "PostponeEvent"),
        ("POST", "/postponement", {"reason": "storm"}, "PostponeEvent"),
        ("POST", "/announcements", {"text": "Doors open early."}, "MakeAnnouncement"),
        ("PATCH", "/queue", {"per_minute": 90}, "ChangeQueueRate"),
    ],
)
async def test_each_move_is_for_organisers_alone(house: House, method: str, path: str, body: Any, said: str) -> None:
    assert (await asks(house, method, path, body, "buyer")).status_code == 403
    assert (await asks(house, method, path, body)).status_code == 202
    assert [envelope.subject for envelope, _ in house.log.of(said)] == ["e1"]


@pytest.mark.parametrize("text", ["", " \n", "x" * 2_001, "4242 4242 4242 4242", 1])
async def test_an_announcement_says_something_and_not_too_much(house: House, text: Any) -> None:
    assert (await asks(house, "POST", "/announcements", {"text": text})).status_code == 422
    assert not house.log.of("MakeAnnouncement")


@pytest.mark.parametrize(
    "wrong",
    [
        {"seats": ["a-A1"]},
        {"reason": "", "seats": ["a-A1"]},
        {"reason": "sound"},
        {"reason": "sound", "seats": []},
        {"reason": "sound", "seats": ["a-A1"], "quantity": 1},
        {"reason": "sound", "ticket_type": "standing"},
        {"reason": "sound", "ticket_type": "standing", "quantity": 0},
    ],
)
async def test_a_block_is_by_seats_or_by_quantity_and_says_why(house: House, wrong: dict[str, Any]) -> None:
    assert (await asks(house, "POST", "/blocks", wrong)).status_code == 422
    assert not house.log.of("BlockSeats")


async def test_blocks_are_for_organisers_and_unblocked_by_their_id(house: House) -> None:
    said = {"reason": "sound", "seats": ["stalls-A1", "stalls-A2"]}
    assert (await asks(house, "POST", "/blocks", said, "buyer")).status_code == 403
    id_ = (await asks(house, "POST", "/blocks", said)).json()["id"]
    assert (await asks(house, "DELETE", f"/blocks/{id_}", None, "operator")).status_code == 202
    ((blocked, body),), ((unblocked, other),) = house.log.of("BlockSeats"), house.log.of("UnblockSeats")
    assert (blocked.key, blocked.subject, unblocked.subject) == ("e1", id_, id_)
    assert body == body | said | {"organiser_id": "ann", "by_operator": False}
    assert other["by_operator"]
    seen = [await asks(house, "GET", "/blocks", None, role) for role in ("buyer", "organiser")]
    assert [one.status_code for one in seen] == [403, 404]


@pytest.mark.parametrize(("found", "status"), [(None, 403), (b'{"verified":false}', 403), (b'{"verified":true}', 202)])
async def test_where_it_is_asked_for_only_verified_organisers_publish(found: bytes | None, status: int) -> None:
    async with open_house(verified_organisers=True) as house:
        house.reads.found[ORGANISER] = found
        said = await asks(house, "POST", "/publication")
        assert said.status_code == status and len(house.log.of("PublishEvent")) == (status == 202)
        assert status == 202 or said.json()["code"] == "organiser_unverified"

"""What the edge makes of an organiser's wishes."""

from datetime import UTC, datetime, timedelta
from typing import Any

import httpx2
import pytest

from contracts.catalog import ChangeEvent, RescheduleEvent
from tests.edge.house import House, token

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
    ],
)
async def test_each_move_is_for_organisers_alone(house: House, method: str, path: str, body: Any, said: str) -> None:
    assert (await asks(house, method, path, body, "buyer")).status_code == 403
    assert (await asks(house, method, path, body)).status_code == 202
    assert [envelope.subject for envelope, _ in house.log.of(said)] == ["e1"]

"""What the door refuses for the sake of security is recorded: who, what, where and why, in one form."""

from typing import Any

import pytest
from structlog.testing import capture_logs

from edge.door.security_log import kind_of
from tests.edge.house import House, open_house, token

FORM = {"event", "log_level", "kind", "code", "method", "route", "user", "address", "correlation"}


async def recorded(house: House, method: str, path: str, **more: Any) -> list[Any]:
    with capture_logs() as lines:
        await house.client.request(method, path, **more)
    return [line for line in lines if line["event"] == "refused"]


async def test_a_right_that_is_refused_is_recorded_with_who_asked(house: House) -> None:
    ann = {"Authorization": f"Bearer {token('ann')}", "X-Correlation-Id": "what-ann-did"}
    (line,) = await recorded(house, "POST", "/venues", headers=ann, json={"name": "Hall"})
    assert line.keys() == FORM
    assert (line["kind"], line["code"], line["user"]) == ("authorization", "role_missing", "ann")
    assert (line["method"], line["route"], line["correlation"]) == ("POST", "/venues", "what-ann-did")


async def test_a_token_that_is_none_is_recorded_and_never_shown(house: House) -> None:
    (line,) = await recorded(house, "GET", "/me", headers={"Authorization": "Bearer made-up-by-somebody"})
    assert line["kind"] == "authentication" and line["user"] is None
    assert "made-up" not in str(line)


async def test_a_wrong_signature_is_recorded(house: House) -> None:
    (line,) = await recorded(house, "POST", "/webhooks/stripe", content=b"{}", headers={"stripe-signature": "t=1"})
    assert line["kind"] == "signature" and line["route"] == "/webhooks/stripe"


async def test_what_is_not_taken_is_recorded_without_what_it_said(house: House) -> None:
    (line,) = await recorded(house, "POST", "/sessions", json={"email": "ada@example.org", "password": 7})
    assert line["kind"] == "input" and "ada@example.org" not in str(line)


async def test_who_asks_too_often_is_recorded() -> None:
    async with open_house(read_burst=1, read_rate=0.001) as house:
        assert await recorded(house, "GET", "/events") == []
        (line,) = await recorded(house, "GET", "/events")
    assert line["kind"] == "limit" and line["address"]


async def test_a_page_of_somebody_else_is_recorded(house: House) -> None:
    stolen = {"Origin": "http://evil.example", "Cookie": "__Host-rt=a.b.c"}
    (line,) = await recorded(house, "POST", "/sessions/refresh", headers=stolen, json={})
    assert line["kind"] == "origin" and line["code"] == "foreign_origin"


@pytest.mark.parametrize(
    ("status", "code"), [(401, "token_missing"), (404, "not_found"), (409, "taken"), (503, "away")]
)
def test_what_has_nothing_to_do_with_security_is_not_recorded(status: int, code: str) -> None:
    assert kind_of(status, code) == ""

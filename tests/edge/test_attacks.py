"""What is tried at the door, by requests that no client of ours would send."""

from typing import Any

import pytest
from httptools import HttpParserError, HttpRequestParser
from uvicorn.protocols.http.httptools_impl import HttpToolsProtocol

from edge.serving import config
from tests.edge.house import House, token

ORGANISER = {"Authorization": f"Bearer {token(roles=['organiser'])}"}
EVIL = {"Host": "evil.example", "X-Forwarded-Host": "evil.example", "Forwarded": "host=evil.example"}
PROXY, CLIENT, SPOOFED = "127.0.0.1", "203.0.113.9", "198.51.100.1"
ASKS = ("POST /bookings", "PATCH /me", "POST /events", "PUT /events/e1/plan", "POST /events/e1/quote")
OF_ITSELF = ("EnsureKeys", "PublishTicketKey")
DEEP = {"lists": b"[" * 8_000, "objects": b'{"seats":' * 1_500}
NOT_TO_SAY = ("price", "role", "roles", "status", "buyer_id", "organiser_id", "currency")


def commands(house: House) -> list[str]:
    """What went on to the services, but for what the edge says of itself as it opens."""
    return [envelope.type for envelope, _ in house.log.said if envelope.type not in OF_ITSELF]


@pytest.mark.parametrize("deep", DEEP.values(), ids=list(DEEP))
async def test_a_body_that_is_nested_too_deeply_is_refused(house: House, deep: bytes) -> None:
    for route in ASKS:
        method, path = route.split()
        said = await house.client.request(method, path, content=deep, headers=ORGANISER)
        assert (said.status_code, said.json()["code"]) in ((400, "bad_request"), (422, "invalid")), route
    assert not commands(house)


async def test_an_endless_password_gets_no_further_than_the_door(house: House) -> None:
    for path in ("/accounts", "/sessions", "/accounts/password"):
        body = {"mail": "ann@example.org"} | ({"code": "c"} if path.endswith("password") else {})
        for size, status in ((64 * 1024, 413), (1_025, 422)):
            said = await house.client.post(path, json=body | {"password": "x" * size})
            assert said.status_code == status, path
    assert not commands(house)


async def test_no_link_follows_the_host_that_a_request_names(house: House) -> None:
    asked = {"mail": "ann@example.org", "purpose": "reset"}
    said = [
        await house.client.post("/accounts/codes", json=asked, headers=EVIL),
        await house.asks("POST", "/bookings", json={"event_id": "e1", "seats": ["a-A1"]}, headers=EVIL),
        await house.client.get("/nowhere", headers=EVIL),
    ]
    assert [one.status_code for one in said] == [202, 202, 404]
    assert not [one for one in said if "evil" in f"{one.headers}{one.text}"]
    assert "evil" not in str(house.log.said)


async def seen_from(peer: str, forwarded: str) -> str:
    """The client's address, as the application behind the server is told it."""
    seen: dict[str, Any] = {}

    async def app(scope: Any, receive: Any, send: Any) -> None:
        seen.update(scope)

    served = config(app, None)  # type: ignore[arg-type]
    served.load()
    headers = [(b"x-forwarded-for", forwarded.encode())]
    scope = {"type": "http", "client": (peer, 1), "headers": headers, "scheme": "http"}
    await served.loaded_app(scope, None, None)  # type: ignore[arg-type]
    return str(seen["client"][0])


async def test_an_address_is_believed_of_the_proxy_alone() -> None:
    assert await seen_from(CLIENT, SPOOFED) == CLIENT
    assert await seen_from(PROXY, CLIENT) == CLIENT
    assert await seen_from(PROXY, f"{SPOOFED}, {CLIENT}") == CLIENT


async def test_a_parameter_that_is_given_twice_is_no_way_around_its_bound(house: House) -> None:
    assert (await house.client.get("/events?limit=1&limit=1000")).status_code == 422
    assert (await house.client.get("/events?limit=1000&limit=1000")).status_code == 422


async def test_looking_changes_nothing(house: House) -> None:
    paths = (await house.client.get("/docs/openapi.json")).json()["paths"]
    for path in (path for path, methods in paths.items() if "get" in methods):
        for method in ("GET", "HEAD", "OPTIONS"):
            await house.client.request(method, path.replace("{", "").replace("}", ""), headers=ORGANISER)
    assert not commands(house)


@pytest.mark.parametrize(
    "lines",
    [
        "Content-Length: 4\r\nTransfer-Encoding: chunked",
        "Content-Length: 4\r\nContent-Length: 5",
        "Transfer-Encoding: chunked, identity",
        "Content-Length : 4",
    ],
)
def test_where_a_request_ends_is_never_in_doubt(lines: str) -> None:
    """By the parser that the door's server is told to use."""
    assert issubclass(config(None, None).http, HttpToolsProtocol)  # type: ignore[arg-type]
    with pytest.raises(HttpParserError):
        HttpRequestParser(object()).feed_data(f"POST / HTTP/1.1\r\nHost: a\r\n{lines}\r\n\r\n0\r\n\r\n".encode())


async def test_what_no_route_is_made_for_is_not_there(house: House) -> None:
    assert (await house.client.request("TRACE", "/me")).status_code == 405
    for path in ("/.git/config", "/.env", "/docs/../edge/settings.py", "/static/", "/ops", "/debug"):
        assert (await house.client.get(path)).status_code == 404, path


async def test_a_field_that_is_not_the_callers_to_say_is_refused(house: House) -> None:
    for route in ("POST /bookings", "PATCH /me", "POST /accounts", "POST /events/e1/quote"):
        said = await house.asks(*route.split(), json=dict.fromkeys(NOT_TO_SAY, "operator"))
        wrong = {one["field"]: one["message"] for one in said.json()["errors"]}
        assert said.status_code == 422 and [wrong[field] for field in NOT_TO_SAY] == ["unknown"] * len(NOT_TO_SAY)
    assert not commands(house)


async def test_a_quantity_beyond_all_bounds_is_refused(house: House) -> None:
    for quantity in (0, -1, 10**18, 2**64, 1.5, True, "2", None):
        wish = {"event_id": "e1", "ticket_type": "standing", "quantity": quantity}
        assert (await house.asks("POST", "/bookings", json=wish)).status_code == 422, quantity
    seats = [f"a-A{n}" for n in range(1_001)]
    assert (await house.asks("POST", "/bookings", json={"event_id": "e1", "seats": seats})).status_code == 422
    assert not commands(house)


async def test_a_text_cannot_begin_a_header(house: House) -> None:
    said = await house.client.get("/nowhere", headers={"X-Correlation-Id": "abcdefgh%0d%0aSet-Cookie: a=b"})
    assert "set-cookie" not in said.headers and "%0d" not in said.headers["x-correlation-id"]
    body = {"mail": "ann@example.org\r\nBcc: eve@example.org", "password": "correct horse battery"}
    assert (await house.client.post("/accounts", json=body)).status_code == 422

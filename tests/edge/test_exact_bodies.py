"""What is sent is taken as the document says it, and the document says all that a body must be."""

from typing import Any

import pytest
from msgspec.structs import FieldInfo, fields

from edge.bodies.words import Body, Dated
from edge.door.forms import below
from tests.edge.house import House, token

HEADERS = {"Authorization": f"Bearer {token(roles=['organiser'])}"}
NOON = "2030-01-01T12:00:00Z"
DATE = {"starts_at": NOON, "ends_at": "2030-01-01T15:00:00Z", "sale_closes": NOON}
GIFT = {"mail": "ben@example.org", "ticket_type": "adult", "quantity": 1}


def says_time(field: FieldInfo) -> bool:
    return "datetime.datetime" in repr(field.type)


async def forms(house: House) -> dict[str, Any]:
    found: dict[str, Any] = (await house.client.get("/docs/openapi.json")).json()["components"]["schemas"]
    return found


@pytest.mark.parametrize(
    ("method", "path", "body", "wrong"),
    [
        ("POST", "/accounts", {"mail": "ann@example.org", "password": "correct horse", "organiser": 0}, "organiser"),
        ("POST", "/sessions", {"mail": "ann@example.org", "password": "correct horse", "cookie": "true"}, "cookie"),
        ("POST", "/events/e1/rescheduling", DATE | {"sale_closes": 0}, "sale_closes"),
        ("PATCH", "/events/e1", {"terms": {"fee_included": 0}}, "terms.fee_included"),
        ("POST", "/me/inbox/read", {"until": 0}, "until"),
        ("POST", "/promotions", {"valid_until": 0}, "valid_until"),
        ("POST", "/events/e1/complimentary", GIFT | {"quantity": "1"}, "quantity"),
    ],
)
async def test_nothing_is_taken_for_what_it_is_only_like(
    house: House, method: str, path: str, body: Any, wrong: str
) -> None:
    said = await house.client.request(method, path, json=body, headers=HEADERS)
    assert (said.status_code, said.json()["code"]) == (422, "invalid")
    assert [one["field"] for one in said.json()["errors"]] == [wrong]


NO_TEXT = {
    "a zero character": rb'{"event_id": "e1", "ticket_type": "\u0000", "quantity": 1}',
    "one behind a backslash": rb'{"event_id": "e1", "ticket_type": "a\\\u0000", "quantity": 1}',
    "one in a name": rb'{"event_id": "e1", "ticket_type": "a", "quantity": 1, "add_ons": {"\u0000": 1}}',
    "a zero byte": b'{"event_id": "e1", "ticket_type": "\0", "quantity": 1}',
    "no UTF-8": b'{"event_id": "e1", "ticket_type": "\xff", "quantity": 1}',
}


@pytest.mark.parametrize("body", NO_TEXT.values(), ids=NO_TEXT)
@pytest.mark.parametrize("path", ["/bookings", "/events/e1/complimentary"])
async def test_what_no_table_can_keep_is_refused_before_it_is_said(house: House, path: str, body: bytes) -> None:
    said = await house.client.post(path, content=body, headers=HEADERS | {"Content-Type": "application/json"})
    assert (said.status_code, said.json()["code"]) == (422, "invalid")
    assert not any(envelope.actor for envelope, _ in house.log.said), "dead letters of twenty such stop a sale"


@pytest.mark.parametrize("path", ["/bookings", "/events/e1/bookings"])
async def test_a_state_that_no_table_can_keep_is_not_looked_for(house: House, path: str) -> None:
    said = await house.client.get(path, params={"state": "\0"}, headers=HEADERS)
    assert (said.status_code, said.json()["errors"][0]["field"]) == (422, "state")


FIRST, LAST, NEVER = "0001-01-01T00:00:00Z", "9999-12-31T23:59:59.999999Z", "9999-12-31T23:59:59-14:00"


@pytest.mark.parametrize(
    ("method", "path", "body", "wrong"),
    [
        ("POST", "/me/inbox/read", {"until": FIRST}, "until"),
        ("POST", "/me/inbox/read", {"until": NEVER}, "until"),
        ("POST", "/promotions", {"percent": 1, "valid_until": LAST}, "valid_until"),
        ("PATCH", "/events/e1", {"sale_opens": FIRST}, "sale_opens"),
        ("PATCH", "/events/e1", {"queue": {"opens": NEVER, "per_minute": 1}}, "queue"),
        ("PATCH", "/events/e1", {"ticket_types": [{"name": "a", "price": 1, "opens": FIRST}]}, "ticket_types[0]"),
        ("POST", "/events/e1/rescheduling", DATE | {"ends_at": LAST}, "ends_at"),
    ],
)
async def test_a_time_at_the_end_of_all_time_is_refused(
    house: House, method: str, path: str, body: Any, wrong: str
) -> None:
    said = await house.client.request(method, path, json=body, headers=HEADERS)
    assert (said.status_code, [one["field"] for one in said.json()["errors"]]) == (422, [wrong])


async def test_every_form_with_a_time_of_its_own_has_its_bounds() -> None:
    dated = {form for form in below(Body) if any(says_time(field) for field in fields(form))}
    assert dated and all(issubclass(form, Dated) for form in dated), dated


async def test_a_backslash_before_the_same_letters_is_a_text_as_any_other(house: House) -> None:
    body = rb'{"event_id": "e1", "ticket_type": "\\u0000", "quantity": 1}'
    said = await house.client.post("/bookings", content=body, headers=HEADERS)
    assert said.status_code == 202
    assert [wish["ticket_type"] for envelope, wish in house.log.said if envelope.subject == said.json()["id"]] == [
        r"\u0000"
    ]


async def test_a_body_that_may_be_left_out_is_not_required(house: House) -> None:
    paths = (await house.client.get("/docs/openapi.json")).json()["paths"]
    required = {path: paths[f"/events/{{event_id}}/{path}"]["post"]["requestBody"]["required"] for path in (
        "cancellation", "postponement", "rescheduling",
    )}  # fmt: skip
    assert required == {"cancellation": False, "postponement": False, "rescheduling": True}


async def test_the_document_closes_what_takes_no_unknown_field(house: House) -> None:
    found = await forms(house)
    open_ = {name for name, form in found.items() if form.get("additionalProperties") is not False}
    answers = {"Live", "Readiness", "ShownAddress", "ShownMethod", "ShownProvider", "ShownSession", "ShownToken"}
    assert open_ == answers, "forms of answers alone"


async def test_the_document_says_the_bounds_of_what_is_in_a_list_or_may_be_null(house: House) -> None:
    found = await forms(house)
    assert found["Return"]["properties"]["tickets"]["items"]["minimum"] == 1
    bound, _ = found["NewEvent"]["properties"]["cancel_before"]["anyOf"]
    assert bound["minimum"] == 0


async def test_a_booking_may_say_null_of_what_it_does_not_name(house: House) -> None:
    wish = {"event_id": "e1", "seats": ["stalls-A1"], "ticket_type": None, "quantity": None}
    assert (await house.asks("POST", "/bookings", json=wish)).status_code == 202
    paths = (await house.client.get("/docs/openapi.json")).json()["paths"]
    said = paths["/bookings"]["post"]["requestBody"]["content"]["application/json"]["schema"]
    assert {"type": "null"} in said["properties"]["quantity"]["oneOf"]

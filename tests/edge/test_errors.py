import httpx2

from choreography.ports import Unreachable
from edge.reading.events import EVENT, ON_SALE
from tests.edge.house import House, token

WRONG = {"name": "", "currency": "euro", "ticket_types": [{"name": "a", "price": -1}], "colour": "red"}


def is_problem(said: httpx2.Response, status: int, code: str) -> bool:
    typed = said.headers["content-type"] == "application/problem+json"
    named = said.json()["correlation_id"] == said.headers["x-correlation-id"]
    return typed and named and (said.status_code, said.json()["status"], said.json()["code"]) == (status, status, code)


async def test_an_unknown_path_is_a_problem_with_the_askers_correlation_id(house: House) -> None:
    said = await house.client.get("/nowhere", headers={"X-Correlation-Id": "my-request-1"})
    assert is_problem(said, 404, "not_found") and said.json()["correlation_id"] == "my-request-1"


async def test_a_page_that_is_not_among_the_documents_is_a_problem_too(house: House) -> None:
    assert is_problem(await house.client.get("/docs/nowhere"), 404, "not_found")


async def test_a_correlation_id_that_is_none_is_replaced(house: House) -> None:
    said = await house.client.get("/nowhere", headers={"X-Correlation-Id": "<script>"})
    assert "<" not in said.text and len(said.headers["x-correlation-id"]) == 36


async def test_a_wrong_method_is_told_the_right_ones(house: House) -> None:
    said = await house.client.put("/events")
    assert is_problem(said, 405, "method_not_allowed") and "GET" in said.headers["allow"]


async def test_all_wrong_fields_are_named(house: House) -> None:
    headers = {"Authorization": f"Bearer {token(roles=['organiser'])}"}
    said = await house.client.post("/events", json=WRONG, headers=headers)
    assert is_problem(said, 422, "invalid")
    fields = {error["field"] for error in said.json()["errors"]}
    assert fields >= {"name", "currency", "ticket_types[0].price", "starts_at", "sale_opens", "colour"}


async def test_a_booking_names_all_its_wrong_fields_too(house: House) -> None:
    said = await house.asks("POST", "/bookings", json={"event_id": "no good", "seats": [], "price": 0})
    assert is_problem(said, 422, "invalid")
    assert {error["field"] for error in said.json()["errors"]} == {"event_id", "seats", "price"}


async def test_a_booking_is_by_seats_or_by_quantity(house: House) -> None:
    for more in ({}, {"seats": ["a-A1"], "quantity": 1, "ticket_type": "x"}, {"quantity": 1}):
        said = await house.asks("POST", "/bookings", json={"event_id": "e1", **more})
        assert is_problem(said, 422, "invalid") and "either" in said.json()["errors"][0]["message"]
    twice = await house.asks("POST", "/bookings", json={"event_id": "e1", "seats": ["a-A1", "a-A1"]})
    assert is_problem(twice, 422, "invalid")


async def test_what_is_no_json_is_refused(house: House) -> None:
    assert is_problem(await house.asks("PATCH", "/me", content=b"{"), 400, "bad_request")
    assert is_problem(await house.asks("POST", "/bookings", content=b"{"), 422, "invalid")


async def test_a_body_that_is_too_large_is_not_read(house: House) -> None:
    assert is_problem(await house.asks("POST", "/bookings", content=b"x" * 20_000), 413, "too_large")


async def test_what_nobody_expected_says_nothing_of_itself(house: House) -> None:
    house.reads.found[ON_SALE] = RuntimeError("the password is hunter2")
    said = await house.client.get("/events")
    assert is_problem(said, 500, "internal") and "hunter2" not in said.text


async def test_a_database_that_is_away_is_told_as_such(house: House) -> None:
    house.reads.found[EVENT] = Unreachable("away")
    said = await house.client.get("/events/e1")
    assert is_problem(said, 503, "unavailable") and int(said.headers["retry-after"]) > 0


async def test_a_parameter_out_of_bounds_is_named(house: House) -> None:
    said = await house.client.get("/events", params={"limit": 1_000})
    assert is_problem(said, 422, "invalid") and said.json()["errors"][0]["field"] == "limit"


async def test_a_body_that_may_be_left_out_is_checked_where_it_is_not(house: House) -> None:
    headers = {"Authorization": f"Bearer {token(roles=['organiser'])}"}
    assert (await house.client.post("/events/e1/cancellation", headers=headers)).status_code == 202
    said = await house.client.post("/events/e1/cancellation", headers=headers, json={"why": "rain", "reason": 1})
    assert is_problem(said, 422, "invalid") and {one["field"] for one in said.json()["errors"]} == {"why", "reason"}


async def test_the_type_of_a_problem_leads_to_its_meaning(house: House) -> None:
    said = await house.client.get("/me")
    assert "access token" in (await house.client.get(said.json()["type"])).json()["meaning"]
    assert (await house.client.get("/problems/taken")).json()["meaning"]
    assert (await house.client.get("/problems/nonsense")).status_code == 404

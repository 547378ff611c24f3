"""What no id can be never reaches the bus."""

from typing import Any

import pytest

from tests.edge.house import House, open_house, token

LONG, ZERO, LINE, FOREIGN = "a" * 6_000 + "-x", "a%00b-x", "a-x%0A", "a%C3%A4-x"
NO_IDS = (LONG, ZERO, LINE, FOREIGN, "a" * 86, "a.b-x")
OWN = ("EnsureKeys", "PublishTicketKey")
DATE = dict.fromkeys(("starts_at", "ends_at", "sale_closes"), "2030-01-01T20:00:00Z")
SECTION = {"section": "stalls", "ticket_type": "seat", "rows": {"A": 1}}


def of_people(house: House) -> list[str]:
    """What was said, but for what the edge asks for itself."""
    return [envelope.type for envelope, _ in house.log.said if envelope.type not in OWN]


@pytest.mark.parametrize("id_", NO_IDS, ids=range(len(NO_IDS)))
async def test_a_booking_by_what_is_no_id_is_refused_and_nothing_is_said(house: House, id_: str) -> None:
    for method in ("GET", "DELETE"):
        said = await house.asks(method, f"/bookings/{id_}")
        assert (said.status_code, said.json()["code"]) == (422, "invalid")
        assert said.json()["errors"][0]["field"] == "booking_id"
        assert said.headers["content-type"] == "application/problem+json"
    assert not of_people(house)


@pytest.mark.parametrize("id_", [LONG, ZERO, LINE, "a" * 65])
async def test_an_event_or_venue_by_what_is_no_id_is_refused_and_nothing_is_said(house: House, id_: str) -> None:
    head = {"Authorization": f"Bearer {token(roles=['organiser'])}"}
    asked: list[tuple[str, str, Any]] = [("GET", path, None) for path in ("", "/availability", "/seats")]
    asked += [("POST", "/sections", SECTION), ("POST", "/publication", None), ("POST", "/cancellation", None)]
    asked += [("PATCH", "", {}), ("DELETE", "", None), ("POST", "/postponement", None), ("POST", "/rescheduling", DATE)]
    said = [
        await house.client.request(how, f"/events/{id_}{path}", json=body, headers=head) for how, path, body in asked
    ]
    said.append(await house.client.get(f"/venues/{id_}"))
    assert [(one.status_code, one.json()["code"]) for one in said] == [(422, "invalid")] * 11
    assert not of_people(house)


async def test_the_longest_ids_there_are_still_lead_somewhere(house: House) -> None:
    longest = "e" * 64 + "-" + "0" * 20
    assert (await house.asks("DELETE", f"/bookings/{longest}")).status_code == 202
    assert house.log.of("CancelBooking")[0][0].key == "e" * 64
    assert (await house.asks("GET", f"/events/{'e' * 64}")).status_code == 404


async def test_a_case_has_an_address_whatever_it_is_of(house: House) -> None:
    head = {"Authorization": f"Bearer {token(roles=['operator'])}"}
    cases = "pi_1", "e" * 64 + "-" + "0" * 20 + ".refunds"
    said = [await house.client.post(f"/money/cases/{case}/application", headers=head) for case in cases]
    assert [one.status_code for one in said] == [202, 202]
    assert [envelope.subject for envelope, _ in house.log.of("ApplyCaseSigned")] == [*cases]


async def test_an_id_in_a_body_ends_where_it_ends(house: House) -> None:
    said = await house.asks("POST", "/bookings", json={"event_id": "e1\n", "seats": ["stalls-A1"]})
    assert said.status_code == 422 and said.json()["errors"][0]["field"] == "event_id"


async def test_the_document_says_what_an_id_is(house: House) -> None:
    paths = (await house.client.get("/docs/openapi.json")).json()["paths"]
    (booking,) = paths["/bookings/{booking_id}"]["get"]["parameters"]
    assert booking["schema"]["maxLength"] == 85 and booking["schema"]["pattern"].startswith("^[A-Za-z0-9_-]")


async def test_who_cancels_too_often_is_told_when_to_come_back() -> None:
    async with open_house(booking_burst=2, booking_rate=0.1) as house:
        said = [await house.asks("DELETE", "/bookings/e1-b1") for _ in range(3)]
        booked = await house.asks("POST", "/bookings", json={"event_id": "e1", "seats": ["stalls-A1"]})
    assert [one.status_code for one in said] == [202, 202, 429] and booked.status_code == 202
    assert said[0].headers["ratelimit-policy"] == '"cancellations";q=2;w=20'
    assert said[2].json()["code"] == "too_many_requests" and 0 < int(said[2].headers["retry-after"]) <= 10

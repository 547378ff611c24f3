"""Through the front door, with everything behind it: in memory, and on real servers with a worker of all services."""

import asyncio

import pytest

from tests.edge.front import Front, event

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]


async def test_an_event_is_drafted_published_and_seen_by_everybody(front: Front) -> None:
    organiser = await front.person(organiser=True)
    said = await organiser.asks("POST", "/events", json=event())
    id_ = said.json()["event_id"]
    assert (await front.client.get(f"/events/{id_}")).status_code == 404
    draft = await organiser.sees(f"/events/{id_}", state="draft")
    assert draft["version"] == 1 and draft["ticket_types"][1]["capacity"] == 5
    assert (await organiser.asks("POST", f"/events/{id_}/publication")).json()["type"] == "EventPublished"
    await organiser.sees(f"/events/{id_}", state="on_sale")
    listed = (await front.client.get("/events", params={"limit": 100, "q": "Oper"})).json()
    assert id_ in [one["id"] for one in listed["items"]]


async def test_a_venue_is_created_and_shown(front: Front) -> None:
    organiser = await front.person(organiser=True)
    said = await organiser.asks("POST", "/venues", json={"name": "Town hall", "capacity": 900})
    assert (said.status_code, said.json()["type"]) == (201, "VenueCreated")
    shown = await organiser.sees(f"/venues/{said.json()['venue_id']}", name="Town hall")
    assert shown["capacity"] == 900


async def test_a_buyer_organises_nothing(front: Front) -> None:
    said = await (await front.person()).asks("POST", "/events", json=event())
    assert (said.status_code, said.json()["code"]) == (403, "role_missing")


async def test_a_free_booking_is_confirmed_while_the_buyer_waits_and_has_tickets(front: Front) -> None:
    id_, buyer = await front.on_sale(await front.person(organiser=True)), await front.person()
    said = await front.buys(buyer, id_, "stalls-A1", "stalls-A2")
    assert (said.status_code, said.json()["type"]) == (201, "BookingConfirmed"), said.text
    path = f"/bookings/{said.json()['booking_id']}"
    booking = await buyer.becomes(path, lambda shown: shown["tickets"])
    assert [ticket["seat"] for ticket in booking["tickets"]] == ["stalls-A1", "stalls-A2"]
    assert (booking["state"], booking["price"]) == ("confirmed", 0)
    assert [one["id"] for one in (await buyer.asks("GET", "/bookings")).json()["items"]] == [booking["id"]]
    seats = await buyer.becomes(f"/events/{id_}/seats?section=stalls", lambda shown: len(shown["taken"]) == 2)
    assert seats["taken"] == {"stalls-A1": "sold", "stalls-A2": "sold"}


async def test_a_booking_that_costs_something_is_held_until_it_is_paid(front: Front) -> None:
    id_, buyer = await front.on_sale(await front.person(organiser=True), price=900), await front.person()
    said = await front.buys(buyer, id_, "stalls-A1")
    assert (said.status_code, said.json()["type"], said.json()["price"]) == (201, "BookingHeld", 900)
    shown = await buyer.becomes(f"/bookings/{said.json()['booking_id']}", lambda shown: shown["payment"])
    assert shown["payment"]["client_secret"] and shown["expires_at"] and not shown["tickets"]


async def test_without_waiting_a_booking_is_accepted_and_never_unknown(front: Front) -> None:
    id_, buyer = await front.on_sale(await front.person(organiser=True)), await front.person()
    await front.buys(buyer, id_, "stalls-A1")
    said = await buyer.asks("POST", "/bookings", wait=False, json={"event_id": id_, "seats": ["stalls-A2"]})
    assert said.status_code == 202 and said.json()["channel"] == f"booking:{said.json()['id']}"
    at_once = await buyer.asks("GET", said.headers["Location"])
    assert at_once.status_code == 200 and at_once.json()["state"] in ("accepted", "requested", "confirmed")
    await buyer.sees(said.headers["Location"], state="confirmed")


async def test_taken_seats_are_named(front: Front) -> None:
    id_, buyer = await front.on_sale(await front.person(organiser=True)), await front.person()
    await front.buys(buyer, id_, "stalls-A1")
    said = await front.buys(buyer, id_, "stalls-A1", "stalls-A2")
    assert (said.status_code, said.json()["code"], said.json()["lost"]) == (409, "taken", ["stalls-A1"])
    assert said.headers["content-type"] == "application/problem+json" and said.json()["correlation_id"]


async def test_a_booking_is_cancelled_by_its_buyer_alone(front: Front) -> None:
    id_, buyer = await front.on_sale(await front.person(organiser=True)), await front.person()
    path = f"/bookings/{(await front.buys(buyer, id_, 'stalls-A1')).json()['booking_id']}"
    await buyer.sees(path, state="confirmed")
    other = await front.person()
    assert [(await other.asks(how, path)).status_code for how in ("GET", "DELETE")] == [404, 404]
    assert (await buyer.asks("DELETE", path)).json()["type"] == "BookingCancelled"
    assert (await buyer.sees(path, state="cancelled"))["reason"] == "buyer"
    assert (await buyer.asks("DELETE", path)).json()["code"] == "cancelled"


async def test_a_cancelled_event_cancels_its_bookings(front: Front) -> None:
    organiser, buyer = await front.person(organiser=True), await front.person()
    id_ = await front.on_sale(organiser)
    path = f"/bookings/{(await front.buys(buyer, id_, 'stalls-A1')).json()['booking_id']}"
    await buyer.sees(path, state="confirmed")
    seen = await organiser.becomes(f"/events/{id_}/cancellation", lambda shown: shown["bookings"])
    said = await organiser.asks("POST", f"/events/{id_}/cancellation", json={"reason": "rain", "code": seen["code"]})
    assert said.json()["type"] == "EventCancelled"
    assert (await buyer.sees(path, state="cancelled"))["reason"] == "event_cancelled"


async def test_another_organiser_may_not_publish(front: Front) -> None:
    id_ = (await (await front.person(organiser=True)).asks("POST", "/events", json=event())).json()["event_id"]
    said = await (await front.person(organiser=True)).asks("POST", f"/events/{id_}/publication")
    assert (said.status_code, said.json()["code"]) == (403, "foreign_event")


async def test_a_person_sees_and_changes_who_they_are(front: Front) -> None:
    person = await front.person()
    shown = await person.sees("/me", name="Ann", mail=person.mail)
    assert shown["roles"] == ["buyer"]
    said = await person.asks("PATCH", "/me", json={"name": "Anna", "preferences": {"theme": "dark"}})
    assert (said.json()["name"], said.json()["preferences"]) == ("Anna", {"theme": "dark"})
    await person.sees("/me", name="Anna", preferences={"theme": "dark"})


async def test_the_edge_is_ready_and_counts(front: Front) -> None:
    ready = (await front.client.get("/health/ready")).json()
    assert ready == {"status": "ready", "there": dict.fromkeys(ready["there"], True), "breakers": {}}
    assert b'edge_requests_total{method="GET",route="/health/ready"' in (await front.client.get("/metrics")).content


async def test_an_organiser_lists_the_bookings_of_the_event_and_nobody_else_does(front: Front) -> None:
    organiser, other = await front.person(organiser=True), await front.person(organiser=True)
    buyer, id_ = await front.person(), await front.on_sale(organiser)
    booking = (await front.buys(buyer, id_, "stalls-A1")).json()["booking_id"]
    path = f"/events/{id_}/bookings?state=confirmed"
    shown = await organiser.becomes(path, lambda said: said["items"])
    assert [(one["id"], one["seats"]) for one in shown["items"]] == [(booking, ["stalls-A1"])]
    assert "codes" not in str(shown)
    assert ((await other.asks("GET", path)).status_code, (await buyer.asks("GET", path)).status_code) == (404, 403)


async def test_the_rules_of_a_ticket_type_hold_over_parallel_orders_of_one_buyer(front: Front) -> None:
    organiser, buyer = await front.person(organiser=True), await front.person()
    kind = {"name": "standing", "price": 0, "capacity": 20, "max_per_buyer": 3, "min_per_order": 2}
    said = await organiser.asks("POST", "/events", json=event() | {"ticket_types": [kind]})
    id_ = said.json()["event_id"]
    await organiser.asks("POST", f"/events/{id_}/publication")
    wish = {"event_id": id_, "ticket_type": "standing", "quantity": 2}
    orders = [buyer.asks("POST", "/bookings", json=wish) for _ in range(4)]
    answers = [(said.status_code, said.json().get("code", "")) for said in await asyncio.gather(*orders)]
    assert sorted(answers) == [(201, ""), *[(422, "too_many_of_buyer")] * 3]
    few = await buyer.asks("POST", "/bookings", json=wish | {"quantity": 1})
    assert (few.status_code, few.json()["code"]) == (422, "too_few")

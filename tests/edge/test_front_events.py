"""The life of an event, through the front door: in memory, and on real servers."""

from datetime import UTC, datetime, timedelta
from typing import Any

import pytest

from tests.edge.front import Front, Person, event
from tests.eventually import eventually

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]


async def drafted(organiser: Person, **other: Any) -> str:
    return str((await organiser.asks("POST", "/events", json=event(places=2) | other)).json()["event_id"])


def date(days: float) -> dict[str, str]:
    starts = datetime.now(UTC) + timedelta(days=days)
    return {"starts_at": starts.isoformat(), "ends_at": (starts + timedelta(hours=3)).isoformat()}


async def listed(front: Front, id_: str) -> bool:
    items, after = list[dict[str, Any]](), ""
    while after is not None:
        page = (await front.client.get("/events", params={"limit": 100, "after": after})).json()
        items, after = items + page["items"], page["next"]
    return id_ in [one["id"] for one in items]


async def asked(front: Front, buyer: Person, id_: str, seat: str, **answer: str) -> bool:
    """Is this the answer, by now?"""
    return answer.items() <= (await front.buys(buyer, id_, seat)).json().items()


async def test_a_change_is_answered_and_shown(front: Front) -> None:
    organiser = await front.person(organiser=True)
    id_ = await front.on_sale(organiser)
    said = await organiser.asks("PATCH", f"/events/{id_}", json={"name": "Gala", "place": "Harbour"})
    assert (said.status_code, said.json()["type"], said.json()["changed"]) == (200, "EventChanged", ["name", "place"])
    shown = await organiser.sees(f"/events/{id_}", name="Gala", place="Harbour", state="on_sale")
    assert shown["description"] == "Loud."
    said = await organiser.asks("PATCH", f"/events/{id_}", json={"currency": "SEK"})
    assert (said.status_code, said.json()["code"]) == (409, "not_a_draft")
    other = await front.person(organiser=True)
    assert (await other.asks("PATCH", f"/events/{id_}", json={"name": "Mine"})).json()["code"] == "foreign_event"


async def test_a_deleted_draft_is_shown_to_nobody(front: Front) -> None:
    organiser = await front.person(organiser=True)
    id_, sold = await drafted(organiser), await front.on_sale(organiser)
    await organiser.sees(f"/events/{id_}", state="draft")
    assert (await organiser.asks("DELETE", f"/events/{id_}")).json()["type"] == "EventDeleted"
    await organiser.sees(f"/events/{id_}", status=404)
    said = await organiser.asks("DELETE", f"/events/{sold}")
    assert (said.status_code, said.json()["code"]) == (409, "illegal_move")


async def test_a_postponed_event_takes_no_bookings_until_it_has_a_new_date(front: Front) -> None:
    organiser, buyer = await front.person(organiser=True), await front.person()
    id_ = await front.on_sale(organiser)
    booked = (await front.buys(buyer, id_, "stalls-A1")).json()["booking_id"]
    said = await organiser.asks("POST", f"/events/{id_}/postponement", json={"reason": "storm"})
    assert said.json()["type"] == "EventPostponed"
    await buyer.sees(f"/events/{id_}", state="postponed", reason="storm")

    seats = iter([f"stalls-{row}{n}" for row in "AB" for n in range(3, 7)])
    await eventually(lambda: asked(front, buyer, id_, next(seats), code="not_on_sale"))
    assert await listed(front, id_)
    new = date(30)
    said = await organiser.asks("POST", f"/events/{id_}/rescheduling", json=new | {"sale_closes": new["starts_at"]})
    assert said.json()["type"] == "EventRescheduled", said.text
    shown = await buyer.sees(f"/events/{id_}", state="on_sale", reason="")
    assert datetime.fromisoformat(shown["starts_at"]) == datetime.fromisoformat(new["starts_at"])
    await eventually(lambda: asked(front, buyer, id_, "stalls-A2", type="BookingConfirmed"))
    assert (await buyer.sees(f"/bookings/{booked}"))["state"] == "confirmed"
    said = await organiser.asks("POST", f"/events/{id_}/rescheduling", json=new | {"sale_closes": new["starts_at"]})
    assert (said.status_code, said.json()["code"]) == (409, "illegal_move")


async def test_what_is_sold_out_says_so_until_a_place_comes_back(front: Front) -> None:
    organiser, buyer = await front.person(organiser=True), await front.person()
    id_ = await drafted(organiser)
    await organiser.asks("POST", f"/events/{id_}/publication")
    await organiser.sees(f"/events/{id_}/availability", capacity=2)
    places = {"event_id": id_, "ticket_type": "standing", "quantity": 2}
    booked = (await buyer.asks("POST", "/bookings", json=places)).json()["booking_id"]
    await buyer.sees(f"/events/{id_}", state="sold_out")
    assert await listed(front, id_)
    await buyer.sees(f"/bookings/{booked}", state="confirmed")
    await buyer.asks("DELETE", f"/bookings/{booked}")
    await buyer.sees(f"/events/{id_}", state="on_sale")


async def test_an_event_is_over_at_its_end(front: Front) -> None:
    organiser, now = await front.person(organiser=True), datetime.now(UTC)
    starts, ends = (now - timedelta(hours=1)).isoformat(), (now + timedelta(seconds=2)).isoformat()
    id_ = await drafted(organiser, sale_closes=starts, starts_at=starts, ends_at=ends)
    assert (await organiser.asks("POST", f"/events/{id_}/publication")).status_code == 200
    await organiser.sees(f"/events/{id_}", state="ended")
    said = await organiser.asks("POST", f"/events/{id_}/cancellation")
    assert (said.status_code, said.json()["code"]) == (409, "illegal_move") and not await listed(front, id_)


async def test_a_venue_has_one_event_at_a_time_and_no_more_people_than_it_holds(front: Front) -> None:
    organiser = await front.person(organiser=True)
    venue = (await organiser.asks("POST", "/venues", json={"name": "Hall", "capacity": 2})).json()["venue_id"]
    first, second = [await drafted(organiser, venue_id=venue) for _ in range(2)]
    assert (await organiser.asks("POST", f"/events/{first}/publication")).json()["type"] == "EventPublished"
    said = await organiser.asks("POST", f"/events/{second}/publication")
    assert (said.status_code, said.json()["code"]) == (409, "venue_taken")
    more = [{"name": "standing", "price": 0, "capacity": 3}]
    new = date(40)
    await organiser.asks("PATCH", f"/events/{second}", json=new | {"ticket_types": more})
    said = await organiser.asks("POST", f"/events/{second}/publication")
    assert (said.status_code, said.json()["errors"][0]["field"]) == (422, "capacity")

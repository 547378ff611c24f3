"""An event is changed after tickets were sold: what their buyers see of it, in memory and on real servers."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.edge.front import Front, Person

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]
WINDOW, MINUTE = timedelta(days=14), timedelta(minutes=1)


async def bought(front: Front, buyer: Person, event: str, seat: str) -> str:
    """The path of a confirmed booking."""
    said = await front.buys(buyer, event, seat)
    assert said.json()["type"] == "BookingConfirmed", said.text
    path = f"/bookings/{said.json()['booking_id']}"
    await buyer.sees(path, state="confirmed")
    return path


async def offered(buyer: Person, path: str) -> datetime:
    return datetime.fromisoformat((await buyer.becomes(path, lambda shown: shown["refund_until"]))["refund_until"])


async def test_a_holder_is_told_live_and_shown_until_when_the_money_is_offered_back(front: Front) -> None:
    organiser, buyer = await front.person(organiser=True), await front.person()
    event = await front.on_sale(organiser)
    path = await bought(front, buyer, event, "stalls-A1")
    assert (await buyer.sees(path))["refund_until"] is None
    async with front.live(buyer) as watcher:
        await watcher.asks("subscribe", channel="me")
        await organiser.asks("PATCH", f"/events/{event}", json={"place": "Harbour"})
        news = (await watcher.news_until("BookingAffected"))[-1]
    assert (news["changed"], news["place"], news["change"]) == (["place"], "Harbour", 1)
    begins = datetime.fromisoformat((await buyer.sees(f"/events/{event}"))["starts_at"])
    assert await offered(buyer, path) == begins == datetime.fromisoformat(news["refund_until"])


async def test_a_postponed_event_offers_the_money_back_for_two_weeks(front: Front) -> None:
    organiser, buyer = await front.person(organiser=True), await front.person()
    event = await front.on_sale(organiser)
    path = await bought(front, buyer, event, "stalls-A1")
    await organiser.asks("POST", f"/events/{event}/postponement")
    assert abs(await offered(buyer, path) - datetime.now(UTC) - WINDOW) < MINUTE


async def test_who_buys_after_the_change_is_offered_nothing(front: Front) -> None:
    organiser, early, late = await front.person(organiser=True), await front.person(), await front.person()
    event = await front.on_sale(organiser)
    first = await bought(front, early, event, "stalls-A1")
    await organiser.asks("PATCH", f"/events/{event}", json={"place": "Harbour"})
    await offered(early, first)
    second = await bought(front, late, event, "stalls-A2")
    assert (await late.sees(second))["refund_until"] is None


async def hall(front: Front, organiser: Person, place: str, capacity: int = 60) -> str:
    said = await organiser.asks("POST", "/venues", json={"name": "Old house", "place": place, "capacity": capacity})
    return str(said.json()["venue_id"])


async def test_an_event_on_sale_moves_to_another_venue_and_its_holder_is_told_and_shown_where(front: Front) -> None:
    organiser, buyer = await front.person(organiser=True), await front.person()
    lane = f"Mill lane {organiser.mail[:12]}"
    old, new = await hall(front, organiser, "Main street"), await hall(front, organiser, lane)
    event = await front.on_sale(organiser, venue_id=old, place="Main street")
    path = await bought(front, buyer, event, "stalls-A1")
    async with front.live(buyer) as watcher:
        await watcher.asks("subscribe", channel="me")
        said = await organiser.asks("PATCH", f"/events/{event}", json={"venue_id": new})
        assert said.status_code == 200, said.text
        news = (await watcher.news_until("BookingAffected"))[-1]
    assert (news["changed"], news["place"], news["hall"]) == (["place", "venue_id"], lane, "Old house")
    await organiser.sees(f"/events/{event}", venue_id=new, place=lane, state="on_sale")
    await organiser.becomes(f"/events?place={lane}", lambda found: [one["id"] for one in found["items"]] == [event])
    assert await offered(buyer, path) == datetime.fromisoformat(news["refund_until"])
    name = (await buyer.sees(f"/events/{event}"))["name"]
    assert f"Old house, {lane}" in await front.mail(buyer.mail, f"{name} has changed")


async def test_a_venue_that_is_taken_or_too_small_is_a_problem_and_the_event_stays(front: Front) -> None:
    organiser = await front.person(organiser=True)
    old, taken = await hall(front, organiser, "Main street"), await hall(front, organiser, "Mill lane")
    event, _ = await front.on_sale(organiser, venue_id=old), await front.on_sale(organiser, venue_id=taken)
    said = await organiser.asks("PATCH", f"/events/{event}", json={"venue_id": taken})
    assert (said.status_code, said.json()["code"]) == (409, "venue_taken")
    small = await hall(front, organiser, "Side street", capacity=16)
    said = await organiser.asks("PATCH", f"/events/{event}", json={"venue_id": small})
    assert (said.status_code, said.json()["errors"][0]["field"]) == (422, "capacity")
    await organiser.sees(f"/events/{event}", venue_id=old)

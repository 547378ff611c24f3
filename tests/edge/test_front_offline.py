"""Money that comes another way by a deadline, at the door: in memory, and on real servers."""

from datetime import UTC, datetime, timedelta

import pytest

from tests.edge.front import Front

DAYS = 5 * 86_400
pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]


async def test_the_seats_wait_for_the_organisers_deadline_which_is_mailed_and_shown(front: Front) -> None:
    organiser, buyer = await front.person(organiser=True), await front.person()
    event = await front.on_sale(organiser, 900, offline_for=DAYS)
    assert (await buyer.sees(f"/events/{event}", state="on_sale"))["offline_for"] == DAYS
    wish = {"event_id": event, "seats": ["stalls-A1"], "offline": True}
    said = await buyer.asks("POST", "/bookings", json=wish)
    until = datetime.fromisoformat(said.json()["expires_at"])
    assert said.status_code == 201 and until > datetime.now(UTC) + timedelta(days=4)
    path = f"/bookings/{said.json()['booking_id']}"
    shown = await buyer.becomes(path, lambda shown: shown["offline"])
    assert (shown["state"], datetime.fromisoformat(shown["expires_at"])) == ("held", until)
    assert "9.00" in await front.mail(buyer.mail, "Your seats for Opera are held")
    assert (await organiser.asks("POST", f"{path}/payment")).status_code == 200
    await buyer.becomes(path, lambda shown: shown["tickets"] and shown["by_hand"])


async def test_where_the_organiser_takes_no_such_money_it_is_refused(front: Front) -> None:
    organiser, buyer = await front.person(organiser=True), await front.person()
    event = await front.on_sale(organiser, 900)
    said = await buyer.asks("POST", "/bookings", json={"event_id": event, "seats": ["stalls-A1"], "offline": True})
    assert (said.status_code, said.json()["code"]) == (422, "not_offline")

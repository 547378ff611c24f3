"""Who comes with each ticket, said and shown at the door: in memory, and on real servers."""

import pytest

from tests.edge.front import Front

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]


async def test_names_stand_on_the_tickets_that_buyer_and_organiser_named(front: Front) -> None:
    organiser, buyer, other = await front.person(organiser=True), await front.person(), await front.person()
    event = await front.on_sale(organiser)
    path = f"/bookings/{(await front.buys(buyer, event, 'stalls-A1', 'stalls-A2')).json()['booking_id']}"
    await buyer.becomes(path, lambda shown: shown["tickets"])
    names = {"names": ["Zo\u00eb Q.", None]}
    assert (await other.asks("PUT", f"{path}/holders", json=names)).json()["code"] == "not_found"
    said = await buyer.asks("PUT", f"{path}/holders", json=names)
    assert (said.status_code, said.json()["type"], said.json()["names"]) == (200, "HoldersNamed", names["names"])
    await buyer.sees(f"{path}/holders", **names)
    assert "Zo\u00eb Q." in (await buyer.asks("GET", f"{path}/tickets")).text
    await organiser.asks("PUT", f"{path}/holders", json={"names": ["Ida", "Ivo"]})
    await buyer.sees(f"{path}/holders", names=["Ida", "Ivo"])
    assert (await other.asks("GET", f"{path}/holders")).json()["code"] == "not_found"
    said = await buyer.asks("PUT", f"{path}/holders", json={"names": ["one"]})
    assert (said.status_code, said.json()["code"]) == (422, "other_count")

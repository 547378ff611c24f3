"""Who gives back again and again is noticed: in memory, and on real servers."""

from typing import Any

import pytest

from tests.edge.counter import Counter
from tests.edge.front import Front
from tests.edge.till import Till

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]
SEATS = [f"stalls-{row}{number}" for row in "AB" for number in range(1, 6)]


async def test_who_gives_back_ticket_after_ticket_is_an_alert_and_no_sooner(
    front: Front, counter: Counter, paying: Till
) -> None:
    buyer, operator = await front.person(), await counter.operator()
    event, id_ = await front.on_sale(await front.person(organiser=True), 900), (await buyer.sees("/me"))["id"]
    path = f"/bookings/{(await front.buys(buyer, event, *SEATS)).json()['booking_id']}"
    await paying.pays(buyer, path.rpartition("/")[2])
    await buyer.becomes(path, lambda shown: len(shown["tickets"]) == len(SEATS))

    def of_buyer(shown: dict[str, Any]) -> list[Any]:
        return [one for one in shown["items"] if one["account_id"] == id_]

    for number, _ in enumerate(SEATS, 1):
        assert not of_buyer((await operator.asks("GET", "/security/alerts")).json())
        said = await buyer.asks("POST", f"{path}/returns", json={"tickets": [number]})
        assert said.status_code in (200, 202), said.text
    (alert,) = of_buyer(await operator.becomes("/security/alerts", of_buyer))
    assert (alert["kind"], alert["count"], alert["state"]) == ("refunds", len(SEATS), "open")
    await operator.sees(f"/security/accounts/{id_}/risk", risk="raised")

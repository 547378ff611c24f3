"""An organiser whom operators suspend sells nothing, and sells again once they are reinstated."""

from itertools import cycle

import pytest

from tests.edge.counter import Counter
from tests.edge.front import Front, Person
from tests.eventually import eventually

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]


async def decided(operator: Person, organiser: str, verb: str) -> str:
    said = await operator.asks("POST", f"/organisers/{organiser}/{verb}", json={"reason": "papers"})
    return str(said.json().get("code") or said.json()["type"])


SEATS = cycle(f"stalls-{row}{number}" for row in "BA" for number in range(2, 7))


async def is_refused(front: Front, buyer: Person, event: str) -> bool:
    said = await front.buys(buyer, event, next(SEATS))
    return said.status_code == 409 and said.json()["code"] == "organiser_suspended"


async def test_nothing_of_a_suspended_organiser_is_sold_until_they_are_reinstated(
    front: Front, counter: Counter
) -> None:
    organiser, buyer, operator = await front.person(organiser=True), await front.person(), await counter.operator()
    event, id_ = await front.on_sale(organiser), (await organiser.asks("GET", "/me")).json()["id"]
    assert await decided(operator, id_, "verify") == "OrganiserVerified"
    assert await decided(operator, id_, "suspend") == "OrganiserSuspended"
    assert await decided(operator, id_, "suspend") == "already_suspended"
    await operator.sees(f"/events/{event}", suspended=True)

    assert await is_refused(front, buyer, event)
    await operator.sees(f"/organisers/{id_}", verified=True, suspended=True, reason="papers")
    assert await decided(operator, id_, "reinstate") == "OrganiserReinstated"
    await operator.sees(f"/events/{event}", suspended=False)

    async def is_sold() -> bool:
        return (await front.buys(buyer, event, "stalls-A1")).status_code == 201

    await eventually(is_sold, within=10)


async def test_a_suspension_stops_the_sale_within_a_second(front: Front, counter: Counter) -> None:
    organiser, buyer, operator = await front.person(organiser=True), await front.person(), await counter.operator()
    event, id_ = await front.on_sale(organiser), (await organiser.asks("GET", "/me")).json()["id"]
    assert (await front.buys(buyer, event, "stalls-A1")).status_code == 201
    assert await decided(operator, id_, "suspend") == "OrganiserSuspended"
    await eventually(lambda: is_refused(front, buyer, event), within=1)

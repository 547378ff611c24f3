"""Redis answers nobody: what may be read is read, what must be counted is not done."""

from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path

import pytest

from tests.edge.conftest import UNHURRIED, frozen
from tests.edge.front import PASSWORD, Front, visiting
from tests.eventually import eventually
from tests.mesh.processes import Fleet

pytestmark = pytest.mark.real


async def test_reads_go_on_and_holds_and_sign_ins_are_refused(front: Front, stack_data: Path) -> None:
    id_, buyer = await front.on_sale(await front.person(organiser=True)), await front.person()
    wish = {"event_id": id_, "seats": ["stalls-A1"]}
    with frozen(stack_data, "valkey"):
        assert (await front.client.get(f"/events/{id_}/availability")).status_code == 200
        assert (await buyer.asks("GET", "/bookings")).status_code == 200
        for said in (
            await buyer.asks("POST", "/bookings", json=wish),
            await front.client.post("/sessions", json={"mail": buyer.mail, "password": PASSWORD}),
        ):
            assert (said.status_code, said.json()["code"]) == (503, "limits_unavailable")
            assert int(said.headers["Retry-After"]) > 0
        await eventually(lambda: is_open(front))

    async def bought() -> bool:
        return (await front.buys(buyer, id_, "stalls-A1")).status_code == 201

    await eventually(bought)


@pytest.fixture
async def other(front: Front, fleet: Fleet) -> AsyncIterator[Front]:
    """Another door of the same box office."""
    fleet.start("other-door", "--port", "0", run="edge", **UNHURRIED)
    try:
        async with visiting(str(fleet.said["other-door"]["url"])) as other:
            yield other
    finally:
        fleet.end("other-door")


async def test_signing_out_counts_without_redis_too(front: Front, other: Front, stack_data: Path) -> None:
    """At a door that did not hear of it itself: what is told over NATS is enough."""
    person = await front.person()
    assert (await other.client.get("/me", headers=person.headers)).status_code == 200
    with frozen(stack_data, "valkey"):
        await eventually(lambda: is_open(other))
        assert (await front.client.delete("/sessions/current", headers=person.headers)).status_code == 204
        for door in (other, front, other):
            await eventually(partial(refused, door, person.headers), within=1)


async def is_open(front: Front) -> bool:
    return 'edge_breaker_open{dependency="redis"} 1.0' in (await front.client.get("/metrics")).text


async def refused(front: Front, headers: dict[str, str]) -> bool:
    return (await front.client.get("/me", headers=headers)).status_code == 401

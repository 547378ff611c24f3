"""One service is away, its worker stopped: sales go on, and what was asked of it is done when it is back."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

import httpx2
import pytest

from ops import registry
from tests.edge.conftest import UNHURRIED
from tests.edge.front import PASSWORD, Front, Person, event, visiting
from tests.mesh.processes import Fleet

pytestmark = [pytest.mark.real, pytest.mark.timeout(180)]
ALONE = ("identity", "users", "catalog")
"""Each in a process of its own; all others are in one."""
ONE_SECOND = {"Prefer": "wait=1"}


@pytest.fixture
async def front(fleet: Fleet, front_url: str) -> AsyncIterator[Front]:
    if not fleet.running.keys() >= {"rest", *ALONE}:
        fleet.only("rest", *[name for name in registry.NAMES if name not in ALONE])
        for name in ALONE:
            fleet.start(name, name)
    async with visiting(front_url) as front:
        yield front


@asynccontextmanager
async def away(fleet: Fleet, service: str) -> AsyncIterator[None]:
    """Its only worker is stopped meanwhile."""
    await asyncio.to_thread(fleet.end, service)
    try:
        yield
    finally:
        await asyncio.to_thread(fleet.start, service, service)


@asynccontextmanager
async def late_edge(fleet: Fleet) -> AsyncIterator[Front]:
    """One more edge, which may never be ready."""
    await asyncio.to_thread(fleet.start, "late", "--port", "0", run="edge", **UNHURRIED)
    try:
        async with httpx2.AsyncClient(base_url=fleet.said["late"]["url"], timeout=40) as client:
            yield Front(client)
    finally:
        await asyncio.to_thread(fleet.end, "late")


async def bought(front: Front, buyer: Person, id_: str, seat: str) -> dict[str, Any]:
    """What the buyer is shown once there is a ticket."""
    said = await front.buys(buyer, id_, seat)
    assert (said.status_code, said.json()["type"]) == (201, "BookingConfirmed"), said.text
    return await buyer.becomes(f"/bookings/{said.json()['booking_id']}", lambda shown: shown["tickets"])


def refused(said: httpx2.Response) -> str:
    """The code of a problem that will pass."""
    assert said.status_code == 503 and said.headers["content-type"] == "application/problem+json"
    assert int(said.headers["retry-after"]) > 0
    return str(said.json()["code"])


async def test_without_identity_who_is_signed_in_buys_and_nobody_signs_in(front: Front, fleet: Fleet) -> None:
    id_, buyer = await front.on_sale(await front.person(organiser=True)), await front.person()
    async with away(fleet, "identity"):
        answers = await asyncio.gather(
            front.client.post("/sessions", json={"mail": buyer.mail, "password": PASSWORD}),
            front.client.post("/sessions/refresh", json={"refresh_token": buyer.tokens["refresh_token"]}),
            bought(front, buyer, id_, "stalls-A1"),
        )
        assert [refused(said) for said in answers[:2]] == ["sign_in_slow", "sign_in_slow"]
        assert [(await buyer.asks("GET", path)).status_code for path in ("/me", "/bookings")] == [200, 200]
    assert (await buyer.logs_in()).status_code == 201
    await bought(front, buyer, id_, "stalls-A2")


async def test_an_edge_that_starts_without_identity_knows_who_is_signed_in(front: Front, fleet: Fleet) -> None:
    id_, buyer = await front.on_sale(await front.person(organiser=True)), await front.person()
    async with away(fleet, "identity"), late_edge(fleet) as late:
        here = Person(late.client, buyer.mail, buyer.tokens)
        await here.sees("/me", mail=buyer.mail)
        await bought(late, here, id_, "stalls-A1")
        assert refused(await here.logs_in()) == "starting"


async def test_without_users_purchases_go_on_and_a_change_of_name_waits(front: Front, fleet: Fleet) -> None:
    id_, buyer = await front.on_sale(await front.person(organiser=True)), await front.person()
    await buyer.sees("/me", name="Ann")
    async with away(fleet, "users"):
        said = await buyer.asks("PATCH", "/me", json={"name": "Anna"}, headers=ONE_SECOND)
        assert (said.status_code, said.json()["state"]) == (202, "accepted")
        newcomer = await front.person()
        await asyncio.gather(bought(front, buyer, id_, "stalls-A1"), bought(front, newcomer, id_, "stalls-A2"))
    await buyer.sees("/me", name="Anna")
    await newcomer.sees("/me", name="Ann", mail=newcomer.mail)


async def test_without_catalog_a_published_event_is_shown_and_sold_and_a_draft_waits(
    front: Front, fleet: Fleet
) -> None:
    organiser, buyer = await front.person(organiser=True), await front.person()
    id_ = await front.on_sale(organiser)
    async with away(fleet, "catalog"):
        draft = await organiser.asks("POST", "/events", json=event(), headers=ONE_SECOND)
        assert (draft.status_code, draft.json()["state"]) == (202, "accepted")
        await bought(front, buyer, id_, "stalls-A1")
        await buyer.sees(f"/events/{id_}/availability", sold=1)
        await buyer.sees(f"/events/{id_}/seats?section=stalls", taken={"stalls-A1": "sold"})
        assert (await front.client.get(f"/events/{id_}")).json()["state"] == "on_sale"
    await organiser.sees(f"/events/{draft.json()['id']}", state="draft")

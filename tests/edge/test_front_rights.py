"""Every route is asked by every visitor: the table in `rights.py`, cell by cell."""

from typing import Any

import pytest

from edge.door.examples import EXAMPLES
from tests.edge.counter import Counter
from tests.edge.front import PASSWORD, Front, Person
from tests.edge.rights import REFUSALS, RIGHTS, VISITORS
from tests.edge.test_front_queues import queued
from tests.edge.till import Till

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory"], indirect=True)]
CODE = {"mail": "nobody@example.org", "code": "0" * 11, "password": PASSWORD}
BODIES: dict[str, Any] = {
    "POST /accounts": {"mail": "ann", "password": PASSWORD, "name": "Ann"},
    "POST /accounts/codes": {"mail": "nobody@example.org", "purpose": "password"},
    "POST /accounts/verification": {"mail": CODE["mail"], "code": CODE["code"]},
    "POST /accounts/password": CODE,
    "POST /sessions": EXAMPLES["Credentials"],
    "POST /sessions/refresh": EXAMPLES["Refresh"],
    "PATCH /me": EXAMPLES["ProfileChange"],
    "POST /me/inbox/read": EXAMPLES["InboxMark"],
    "PUT /me/password": {"old": "not mine at all", "password": PASSWORD},
    "POST /me/second-factor": {"password": "not mine at all"},
    "PUT /me/second-factor": {"code": "000000"},
    "POST /me/second-factor/removal": {"password": "not mine at all", "code": "000000"},
    "POST /me/second-factor/spare": {"password": "not mine at all", "code": "000000"},
    "POST /venues": EXAMPLES["NewVenue"],
    "POST /events": EXAMPLES["NewEvent"],
    "PATCH /events/{event_id}": {"description": "Quiet."},
    "POST /events/{event_id}/sections": EXAMPLES["NewSection"],
    "PUT /events/{event_id}/sections": EXAMPLES["ChangedSection"],
    "PUT /events/{event_id}/plan": EXAMPLES["NewPlan"],
    "POST /events/{event_id}/rescheduling": EXAMPLES["NewDate"],
    "POST /events/{event_id}/blocks": EXAMPLES["NewBlock"],
    "POST /events/{event_id}/complimentary": {"mail": "guest@example.org", "seats": ["stalls-B2"]},
    "POST /promotions": EXAMPLES["NewPromotion"],
    "POST /events/{event_id}/quote": {"ticket_type": "standing", "quantity": 2},
    "POST /events/{event_id}/payouts": {"amount": 1},
    "PUT /bookings/{booking_id}/holders": {"names": ["Ann"]},
    "POST /bookings/{booking_id}/refunds": {"amount": 1},
    "POST /bookings/{booking_id}/returns": {"tickets": [2]},
}
Ids = dict[str, str]
ENDING = ("DELETE /sessions/current", "DELETE /me/sessions", "DELETE /me/sessions/{sid}")
"""After these, visitors sign in again."""


async def things(front: Front, people: dict[str, Person], paying: Till) -> Ids:
    """What there is: a paid booking of the organiser's event, a block, a payout asked for, and a queue elsewhere."""
    buyer, organiser, operator = (people[name] for name in ("buyer", "organiser", "operator"))
    sale = f"/events/{(event := await front.on_sale(organiser, price=1_000))}"
    booking = (await front.buys(buyer, event, "stalls-A1")).json()["booking_id"]
    await paying.pays(buyer, booking)
    await organiser.sees(f"{sale}/payouts", sales=1_000)
    payout = (await operator.asks("POST", f"{sale}/payouts", json={"amount": 1})).json()["payout_id"]
    block = (await organiser.asks("POST", f"{sale}/blocks", json={"reason": "-", "seats": ["stalls-B1"]})).json()
    code = (await organiser.asks("POST", "/promotions", json={"percent": 1})).json()["promotion_id"]
    session = buyer.tokens["refresh_token"].partition(".")[0]
    venue = (await organiser.asks("POST", "/venues", json=BODIES["POST /venues"])).json()["venue_id"]
    return {
        "event_id": event, "booking_id": booking, "payout_id": payout, "block_id": block["block_id"],
        "venue_id": venue, "sid": session, "code": "not_found", "promotion_id": code, "organiser_id": "nobody",
        "queue": await queued(front),
    }  # fmt: skip


def sent(route: str, ids: Ids) -> tuple[str, str, Any]:
    """Method, path and body."""
    method, path = route.split()
    if "/queue" in path:
        ids = ids | {"event_id": ids["queue"]}
    body = BODIES.get(route)
    if route == "POST /bookings":
        body = {"event_id": ids["event_id"], "seats": ["stalls-A1"]}
    return method, path.format_map(ids), body


async def answered(front: Front, person: Person | None, method: str, path: str, body: Any) -> str:
    """The code of the answer; empty where all is well."""
    headers = {"Prefer": "wait=20"} | (person.headers if person else {})
    said = await front.client.request(method, path, headers=headers, json=body)
    return said.json()["code"] if said.status_code >= 400 else ""


def is_right(sign: str, code: str) -> bool:
    return code == REFUSALS[sign] if sign in REFUSALS else code not in REFUSALS.values()


async def test_every_route_welcomes_and_refuses_whom_the_table_says(
    front: Front, counter: Counter, paying: Till
) -> None:
    people = {name: await front.person(organiser=name in ("organiser", "rival")) for name in VISITORS[1:-1]}
    people["operator"] = await counter.operator()
    ids, wrong = await things(front, people, paying), []
    for route, signs in RIGHTS.items():
        asked = sent(route, ids)
        for visitor, sign in sorted(zip(VISITORS, signs.split(), strict=True), key=lambda cell: cell[1] == "+"):
            code = await answered(front, people.get(visitor), *asked)
            wrong += [] if is_right(sign, code) else [f"{route}: {visitor} {sign} {code or 'welcome'}"]
        if route in ENDING:
            for person in people.values():
                await person.logs_in()
    assert not wrong


async def test_no_route_is_without_a_row(front: Front) -> None:
    paths = (await front.client.get("/docs/openapi.json")).json()["paths"]
    there = {f"{method.upper()} {path}" for path, methods in paths.items() for method in methods}
    assert there == set(RIGHTS)

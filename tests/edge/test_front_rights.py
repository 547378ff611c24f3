"""Every route is asked by every visitor: the table in `rights.py`, cell by cell."""

from typing import Any

import pytest

from edge.door.examples import EXAMPLES
from tests.edge.counter import Counter
from tests.edge.front import PASSWORD, Front, Person
from tests.edge.rights import CHANNEL_REFUSALS, CHANNELS, IN_MEMORY, MEMBERS, REFUSALS, RIGHTS, VISITORS
from tests.edge.team import joins
from tests.edge.test_front_queues import queued
from tests.edge.till import Till

CODE = {"mail": "nobody@example.org", "code": "0" * 11, "password": PASSWORD}
BODIES: dict[str, Any] = {
    "POST /accounts": {"mail": "ann", "password": PASSWORD, "name": "Ann"},
    "POST /accounts/codes": {"mail": "nobody@example.org", "purpose": "reset"},
    "POST /accounts/verification": {"mail": CODE["mail"], "code": CODE["code"]},
    "POST /accounts/password": CODE,
    "POST /sessions": EXAMPLES["Credentials"],
    "POST /sessions/refresh": EXAMPLES["Refresh"],
    "POST /sessions/providers/{provider}": {},
    "POST /sessions/providers/{provider}/return": {"state": "s", "code": "c"},
    "POST /sessions/vouched": {"voucher": "v"},
    "POST /me/providers": {"voucher": "v"},
    "PATCH /me": EXAMPLES["ProfileChange"],
    "POST /me/inbox/read": EXAMPLES["InboxMark"],
    "PUT /me/password": {"old": "not mine at all", "password": PASSWORD},
    "POST /me/second-factor": {"password": "not mine at all"},
    "PUT /me/second-factor": {"code": "000000"},
    "POST /me/second-factor/removal": {"password": "not mine at all", "code": "000000"},
    "POST /me/second-factor/spare": {"password": "not mine at all", "code": "000000"},
    "POST /organisations": EXAMPLES["NewOrganisation"],
    "POST /organisations/{organisation_id}/members": EXAMPLES["NewMember"],
    "PATCH /organisations/{organisation_id}/members/{account_id}": EXAMPLES["ChangedMember"],
    "POST /me/mail": {"address": "new@example.org", "password": "not mine at all"},
    "POST /me/mail/confirm": {"address": "new@example.org", "code": "0" * 11},
    "POST /accounts/mail/undo": {"code": f"{'0' * 32}.0"},
    "POST /me/tokens": {"name": "laptop", "scopes": ["read"]},
    "POST /me/addresses": EXAMPLES["Address"],
    "PUT /me/addresses/{address_id}": EXAMPLES["Address"],
    "PATCH /me/payment-methods/{method_id}": EXAMPLES["MethodChange"],
    "POST /venues": EXAMPLES["NewVenue"],
    "POST /events": EXAMPLES["NewEvent"],
    "PATCH /events/{event_id}": {"description": "Quiet."},
    "POST /events/{event_id}/sections": EXAMPLES["NewSection"],
    "PUT /events/{event_id}/sections": EXAMPLES["ChangedSection"],
    "PUT /events/{event_id}/plan": EXAMPLES["NewPlan"],
    "POST /events/{event_id}/rescheduling": EXAMPLES["NewDate"],
    "POST /events/{event_id}/announcements": EXAMPLES["NewAnnouncement"],
    "PATCH /events/{event_id}/queue": EXAMPLES["QueueChange"],
    "POST /events/{event_id}/blocks": EXAMPLES["NewBlock"],
    "POST /events/{event_id}/blocks/{block_id}/unblocking": EXAMPLES["PartOfBlock"],
    "POST /events/{event_id}/complimentary": {"mail": "guest@example.org", "seats": ["stalls-B2"]},
    "POST /events/{event_id}/admissions": EXAMPLES["Scan"],
    "POST /promotions": EXAMPLES["NewPromotion"],
    "POST /events/{event_id}/quote": {"ticket_type": "standing", "quantity": 2},
    "POST /events/{event_id}/payouts": {"amount": 1},
    "POST /passes/v1/log": {"logs": ["-"]},
    "PUT /bookings/{booking_id}/holders": {"names": ["Ann"]},
    "POST /bookings/{booking_id}/payment-method": EXAMPLES["MethodUse"],
    "POST /security/incidents/{incident_id}/close": EXAMPLES["IncidentNote"],
    "PUT /security/accounts/{account_id}/risk": EXAMPLES["RiskChange"],
    "POST /bookings/{booking_id}/refunds": {"amount": 1},
    "POST /bookings/{booking_id}/returns": {"tickets": [2]},
    "POST /ops/check": 0,
}
Ids = dict[str, str]
ENDING = ("DELETE /sessions/current", "DELETE /me/sessions", "DELETE /me/sessions/{sid}")
"""After these, visitors sign in again."""


async def things(front: Front, people: dict[str, Person], paying: Till) -> Ids:
    """What there is: a paid booking of the organiser's event, by which somebody is in, a block, a payout, a queue."""
    buyer, organiser, operator = (people[name] for name in ("buyer", "organiser", "operator"))
    sale = f"/events/{(event := await front.on_sale(organiser, price=1_000))}"
    booking = (await front.buys(buyer, event, "stalls-A1")).json()["booking_id"]
    await paying.pays(buyer, booking)
    await organiser.sees(f"{sale}/payouts", sales=1_000)
    bought = await buyer.becomes(f"/bookings/{booking}", lambda shown: shown["tickets"])
    scanned = {"code": bought["tickets"][0]["code"], "gate": "-"}
    await organiser.asks("POST", f"{sale}/admissions", json=scanned)
    await organiser.sees(f"{sale}/admissions/{booking}.1", gate="-")
    payout = (await operator.asks("POST", f"{sale}/payouts", json={"amount": 1})).json()["payout_id"]
    block = (await organiser.asks("POST", f"{sale}/blocks", json={"reason": "-", "seats": ["stalls-B1"]})).json()
    code = (await organiser.asks("POST", "/promotions", json={"percent": 1})).json()["promotion_id"]
    await operator.asks("POST", "/organisers/nobody/verify", json={"reason": "-"})
    await operator.sees("/organisers/nobody", verified=True)
    for name in MEMBERS:
        await joins(organiser, people[name], name)
    address = (await buyer.asks("POST", "/me/addresses", json=EXAMPLES["Address"])).json()["id"]
    session = buyer.tokens["refresh_token"].partition(".")[0]
    venue = (await organiser.asks("POST", "/venues", json=BODIES["POST /venues"])).json()["venue_id"]
    return {
        "event_id": event, "booking_id": booking, "payout_id": payout, "block_id": block["block_id"],
        "venue_id": venue, "sid": session, "code": "not_found", "provider": "google", "promotion_id": code,
        "queue": await queued(front, organiser=organiser),
        "organisation_id": (await organiser.sees("/me"))["id"], "account_id": "carl",
        "method_id": "pm_nobodys", "address_id": address,
        "number": "1", "serial": f"{booking}.1", "ticket": f"{booking}.1", "device_id": "phone",
        "type_id": "pass.local.boxoffice", "organiser_id": "nobody", "alert_id": "nobody-holds-1",
        "incident_id": "nobody-incident-1", "case_id": "pi_nobodys", "dependency": "stripe",
        "token_id": f"{session[:32]}-{'0' * 20}", "call": "topics",
    }  # fmt: skip


WRONG_WORDS = {"bad_proof", "bad_credentials", "revoked", "state_invalid", "pass_token_invalid"}
"""What whoever may ask is told of a password, a code or a token that is none: it is no question of rights."""


def sent(route: str, ids: Ids) -> tuple[str, str, Any]:
    """Method, path and body."""
    method, path = route.split()
    if "/queue" in path:
        ids = ids | {"event_id": ids["queue"]}
    if route == "DELETE /me/organisations/{organisation_id}":
        ids = ids | {"organisation_id": "elsewhere"}
    body = BODIES.get(route)
    if route == "POST /bookings":
        body = {"event_id": ids["event_id"], "seats": ["stalls-A1"]}
    return method, path.format_map(ids), body


async def answered(front: Front, person: Person | None, method: str, path: str, body: Any) -> tuple[int, str]:
    """Status and code of the answer; the code is empty where all is well."""
    headers = {"Prefer": "wait=20"} | (person.headers if person else {})
    said = await front.client.request(method, path, headers=headers, json=body)
    return said.status_code, said.json()["code"] if said.status_code >= 400 else ""


def is_right(sign: str, status: int, code: str) -> bool:
    """A welcome is never the door's own trouble, and no question of rights."""
    if sign in REFUSALS:
        return code == REFUSALS[sign]
    of_rights = status in (401, 403) and code not in WRONG_WORDS
    return status < 500 and not of_rights and code not in REFUSALS.values()


async def watched(front: Front, people: dict[str, Person], ids: Ids) -> list[str]:
    """The channels that are not as the table says."""
    wrong, ids = [], ids | {"buyer": (await people["buyer"].asks("GET", "/me")).json()["id"]}
    for n, visitor in enumerate(VISITORS):
        async with front.live(people.get(visitor)) as watcher:
            for name, signs in CHANNELS.items():
                said = await watcher.asks("subscribe", channel=name.format_map(ids))
                while said["type"] not in ("subscribed", "error"):
                    said = await watcher.hears()
                right = said.get("code") == CHANNEL_REFUSALS.get(signs.split()[n])
                wrong += [] if right else [f"{visitor} {name}: {said}"]
    return wrong


@pytest.mark.real
@pytest.mark.parametrize("front", ["memory"], indirect=True)
async def test_every_route_welcomes_and_refuses_whom_the_table_says(
    front: Front, counter: Counter, paying: Till
) -> None:
    people = {name: await front.person(organiser=name in ("organiser", "rival")) for name in VISITORS[1:]}
    people["operator"] = await counter.operator()
    ids = await things(front, people, paying)
    wrong = await watched(front, people, ids)
    for route, signs in (RIGHTS | IN_MEMORY).items():
        asked = sent(route, ids)
        for visitor, sign in sorted(zip(VISITORS, signs.split(), strict=True), key=lambda cell: cell[1] == "+"):
            status, code = await answered(front, people.get(visitor), *asked)
            right = is_right(sign, status, code)
            wrong += [] if right else [f"{route}: {visitor} {sign} {status} {code or 'welcome'}"]
        if route in ENDING:
            for person in people.values():
                await person.logs_in()
    assert not wrong, "\n".join(wrong)

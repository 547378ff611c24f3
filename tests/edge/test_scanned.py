"""From what a gate scans to the ticket that inventory is asked about."""

from typing import Any

import pytest

from contracts.base import Message
from contracts.inventory import TicketAdmitted
from contracts.ticket_codes import verify
from edge.reading import tickets as reading
from edge.reading.tickets import Booked
from edge.routes import admissions
from edge.ticketing.scanned import ticket_of
from handlers.inventory.codes import public_key, signing_key, ticket_codes
from handlers.inventory.rows import Hold
from tests.edge.house import House, token
from tests.handlers.inventory.test_codes import BOOKING, EVENT, first_kind

SEATS = ("stalls-A1", "stalls-A12")
KEYS = [signing_key().public_key()]
CODES = ticket_codes(Hold(EVENT, BOOKING, "sold", SEATS, issue=3))
OLGA = {"Authorization": f"Bearer {token('olga', roles=['organiser'])}"}
PATH = f"/events/{EVENT}/admissions"


@pytest.fixture
def gate(house: House) -> House:
    """Of olga's event, at a door that knows the booking."""
    house.reads.found |= {
        reading.KEYS: [{"kid": "1", "public": public_key()}],
        reading.ORGANISER: [{"organiser_id": "olga"}],
        reading.BOOKED: [{"booking_id": BOOKING, "seats": '["stalls-A1","stalls-A12"]'}],
    }
    return house


async def scans(gate: House, code: str, **headers: str) -> tuple[int, dict[str, Any]]:
    said = await gate.asks("POST", PATH, json={"code": code, "gate": "north"}, headers=OLGA | headers)
    return said.status_code, said.json()


def let_in(name: str, body: dict[str, Any]) -> Message:
    said = {name: body[name] for name in ("event_id", "booking_id", "ticket", "gate")}
    return TicketAdmitted(**said, place="stalls-A12", admitted_at="2026-06-01T12:00:00Z", turn=1, stock_seq=1)


@pytest.mark.parametrize(
    ("code", "seats", "number"),
    [(CODES[1], SEATS, 2), (first_kind("stalls-A12"), SEATS, 2), (first_kind("standing-3"), (), 3)],
    ids=["a code", "of the first kind", "of the first kind, without a seat"],
)
def test_a_code_names_its_ticket(code: str, seats: tuple[str, ...], number: int) -> None:
    assert ticket_of(verify(code, KEYS), Booked(BOOKING, seats)) == f"{BOOKING}.{number}"


async def test_a_gate_that_does_not_say_how_long_it_waits_has_the_verdict(gate: House) -> None:
    gate.log.replies = let_in
    status, said = await scans(gate, CODES[1])
    assert (status, said["type"], said["ticket"]) == (201, "TicketAdmitted", f"{BOOKING}.2")


async def test_inventory_is_asked_about_the_ticket_and_is_not_told_the_code(gate: House) -> None:
    gate.log.replies = let_in
    await scans(gate, CODES[1])
    ((envelope, said),) = gate.log.of("AdmitTicket")
    who = {"organiser_id": "olga", "by_operator": False, "roles": {}}
    ticket = {"event_id": EVENT, "booking_id": BOOKING, "ticket": f"{BOOKING}.2"}
    assert said == who | ticket | {"issue": 3, "gate": "north"}
    assert (envelope.actor, envelope.route) == ("olga", "POST /events/{event_id}/admissions")


async def test_a_ticket_of_which_the_views_do_not_know_yet_is_to_be_scanned_again(gate: House) -> None:
    gate.reads.found[reading.BOOKED] = []
    status, said = await scans(gate, CODES[0])
    assert (status, said["code"], gate.log.of("AdmitTicket")) == (409, "too_new", [])


async def test_an_answer_that_does_not_come_lets_nobody_in_and_the_same_key_asks_again(
    gate: House, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(admissions, "WITHIN", 0.01)
    key = {"Idempotency-Key": "scan-1"}
    assert (await scans(gate, CODES[0], **key))[0] == 202
    gate.log.replies = let_in
    assert (await scans(gate, CODES[0], **key))[0] == 201
    assert len({envelope.id for envelope, _ in gate.log.of("AdmitTicket")}) == 1


async def test_of_a_ticket_of_another_event_nothing_is_taken_back(gate: House) -> None:
    said = await gate.asks("DELETE", f"{PATH}/another-{'0' * 20}.1", headers=OLGA)
    assert (said.status_code, said.json()["code"], gate.log.of("TakeBackAdmission")) == (404, "not_found", [])

"""A ticket at the gates: it lets one in, and whoever shows its code again is told where and when it was used."""

import asyncio
import json
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from typer.testing import CliRunner

from ops.commands.ticket import ticket
from tests.edge.front import PASSWORD, Front, Person
from tests.edge.team import joins
from tests.edge.test_front_tickets import bought
from tests.eventually import eventually

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]
Verdict = tuple[int, dict[str, Any]]


@dataclass
class Gate:
    """Of an event, with one of its people and a buyer who has two tickets."""

    keeper: Person
    event: str
    buyer: Person
    booking: str
    codes: list[str]

    @property
    def path(self) -> str:
        return f"/events/{self.event}/admissions"

    async def scans(self, code: str, gate: str = "north", key: str = "") -> Verdict:
        headers = {"Idempotency-Key": key or uuid.uuid4().hex}
        said = await self.keeper.asks("POST", self.path, json={"code": code, "gate": gate}, headers=headers)
        return said.status_code, said.json()

    async def gives_back(self, status: int, code: str = "", **quote: int) -> dict[str, Any]:
        """The booking, asked until the answer is this one: bookings hears of a scan when the gate has its verdict."""

        async def asked() -> dict[str, Any] | None:
            said = await self.buyer.asks("DELETE", f"/bookings/{self.booking}", params=quote)
            found: dict[str, Any] = said.json()
            return found if (said.status_code, found.get("code", "")) == (status, code) else None

        answer = await eventually(asked, within=15)
        assert answer
        return answer

    async def is_refused(self, code: str, gate: str = "north") -> str:
        status, said = await self.scans(code, gate)
        assert status == 409, said
        return str(said["code"])


async def opened(front: Front) -> Gate:
    organiser, keeper, buyer = await front.person(organiser=True), await front.person(), await front.person()
    event = await front.on_sale(organiser)
    await joins(organiser, keeper, "door")
    booking = await bought(front, buyer, event, "stalls-A1", "stalls-A2")
    return Gate(keeper, event, buyer, booking["id"], [one["code"] for one in booking["tickets"]])


async def test_a_photographed_code_is_refused_with_where_and_when_it_was_used(front: Front) -> None:
    gate = await opened(front)
    status, said = await gate.scans(gate.codes[0])
    assert (status, said["type"], said["place"]) == (201, "TicketAdmitted", "stalls-A1")
    again, why = await gate.scans(gate.codes[0], "south")
    assert (again, why["code"], why["gate"]) == (409, "already_admitted", "north")
    assert why["ticket"] == f"{gate.booking}.1" and why["admitted_at"] == said["admitted_at"]
    assert datetime.fromisoformat(said["admitted_at"]) <= datetime.now(UTC)
    assert (await gate.scans(gate.codes[1], "south"))[0] == 201


async def test_of_two_gates_that_scan_at_once_one_lets_in_and_a_repeated_scan_is_answered_as_before(
    front: Front,
) -> None:
    gate, keys = await opened(front), [uuid.uuid4().hex for _ in range(4)]
    first = await asyncio.gather(*(gate.scans(gate.codes[0], f"gate {n}", key) for n, key in enumerate(keys)))
    assert sorted(status for status, _ in first) == [201, 409, 409, 409]
    again = [await gate.scans(gate.codes[0], f"gate {n}", key) for n, key in enumerate(keys)]
    assert [(status, said.get("code")) for status, said in again] == [(s, b.get("code")) for s, b in first]


async def test_what_is_no_good_ticket_of_the_event_is_refused_with_a_word_for_each(front: Front) -> None:
    gate, elsewhere = await opened(front), await opened(front)
    code = gate.codes[0]
    assert await gate.is_refused(code[:-1] + ("A" if code[-1] != "A" else "B")) == "forged"
    assert await gate.is_refused(elsewhere.codes[0]) == "another_event"
    said = await gate.buyer.asks("POST", f"/bookings/{gate.booking}/tickets/reissue")
    assert await gate.is_refused(code) == "void"
    assert (await gate.scans(said.json()["codes"][0]))[0] == 201
    await gate.buyer.asks("POST", f"/bookings/{gate.booking}/returns", json={"tickets": [2]})
    await gate.buyer.sees(f"/bookings/{gate.booking}", given_up=[2])
    assert await gate.is_refused(said.json()["codes"][1]) == "void"


async def test_who_was_scanned_by_mistake_may_come_in_later(front: Front) -> None:
    gate = await opened(front)
    at = f"{gate.path}/{gate.booking}.1"
    await gate.scans(gate.codes[0])
    assert (await gate.keeper.sees(at, gate="north"))["place"] == "stalls-A1"
    page = await gate.buyer.asks("GET", f"/bookings/{gate.booking}/tickets")
    assert page.text.count("Somebody came in") == page.text.count("Show this code") == 1
    said, again = [await gate.keeper.asks("DELETE", at) for _ in range(2)]
    assert (said.status_code, said.json()["type"]) == (200, "AdmissionTakenBack")
    assert (again.status_code, again.json()["code"]) == (409, "not_admitted")
    await gate.keeper.sees(at, code="not_found")
    assert (await gate.scans(gate.codes[0], "south"))[1]["turn"] == 3
    assert (await gate.keeper.sees(at, gate="south"))["ticket"] == f"{gate.booking}.1"


async def test_who_was_let_in_gives_nothing_back_until_the_scan_is_taken_back(front: Front) -> None:
    gate = await opened(front)
    path = f"/bookings/{gate.booking}"
    await gate.scans(gate.codes[0])
    assert not (await gate.buyer.sees(f"{path}/cancellation", used=[1]))["allowed"]
    assert (await gate.buyer.sees(f"{path}/returns?tickets=2", used=[]))["allowed"]
    assert (await gate.gives_back(409, "ticket_used", refund=1))["used"] == [1]
    await gate.keeper.asks("DELETE", f"{gate.path}/{gate.booking}.1")
    await gate.gives_back(409, "quote_changed", refund=1)
    assert (await gate.gives_back(200))["type"] == "BookingCancelled"


async def test_the_command_lets_one_in_and_says_where_the_ticket_was_used(front: Front, tmp_path: Path) -> None:
    gate = await opened(front)
    (tmp_path / "ready.json").write_text(json.dumps({"edge": str(front.client.base_url).rstrip("/")}))
    who = ["--mail", gate.keeper.mail, "--password", PASSWORD, "--at", str(tmp_path)]
    words = ["admit", gate.codes[0], "--event", gate.event, "--gate", "north", *who]
    first, again = [await asyncio.to_thread(CliRunner().invoke, ticket, words) for _ in range(2)]
    assert (first.exit_code, first.stdout) == (0, "admitted: stalls-A1\n")
    assert again.exit_code == 1 and again.stdout.startswith("refused: already_admitted, north, 20")

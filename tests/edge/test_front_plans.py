"""Seating plans at the front door: in memory, and on real servers."""

import asyncio
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import Result
from typer.testing import CliRunner

from ops.commands.plan import plan as command
from tests.edge.front import PASSWORD, Front, Person, event
from tests.edge.test_plans import EXAMPLE, large
from tests.eventually import eventually

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]


async def drafted(organiser: Person) -> str:
    return str((await organiser.asks("POST", "/events", json=event())).json()["event_id"])


async def planned(organiser: Person, id_: str, plan: dict[str, Any], sections: int) -> dict[str, Any]:
    """The plan as it is shown once it is imported."""
    said = await organiser.asks("PUT", f"/events/{id_}/plan", json=plan)
    assert (said.status_code, said.json()["type"], said.json()["sections"]) == (200, "PlanImported", sections), (
        said.text
    )
    return await organiser.becomes(f"/events/{id_}/plan", lambda shown: len(shown["sections"]) == sections)


async def test_an_imported_plan_is_shown_as_it_is_and_sold_by_its_numbers(front: Front) -> None:
    organiser, buyer = await front.person(organiser=True), await front.person()
    id_ = await drafted(organiser)
    section = {"section": "boxes", "ticket_type": "seat", "rows": {"A": 2}}
    assert (await organiser.asks("POST", f"/events/{id_}/sections", json=section)).status_code == 201
    shown = await planned(organiser, id_, EXAMPLE, 2)
    assert shown["sections"][0] == EXAMPLE["sections"][1]
    seats = shown["sections"][1]["rows"]["A"]
    assert seats[0] == EXAMPLE["sections"][0]["rows"]["A"][0] and [one["number"] for one in seats] == [1, 2, 4, 5]
    assert (await organiser.asks("POST", f"/events/{id_}/publication")).status_code == 200
    await buyer.becomes(f"/events/{id_}/availability", lambda said: said.get("capacity") == 4 + 12 + 40 + 5)
    assert (await front.buys(buyer, id_, "stalls-A5")).status_code == 201
    refused = [(await front.buys(buyer, id_, seat)).json() for seat in ("stalls-A3", "boxes-A1")]
    assert [(one["code"], one["lost"]) for one in refused[:1]] == [("unknown_seat", ["stalls-A3"])]
    assert refused[1]["code"] == "unknown_seat"
    said = await organiser.asks("PUT", f"/events/{id_}/plan", json=EXAMPLE)
    assert (said.status_code, said.json()["code"]) == (409, "not_a_draft")


async def test_a_map_is_not_sent_again_to_who_has_it(front: Front) -> None:
    organiser = await front.person(organiser=True)
    id_ = await drafted(organiser)
    await planned(organiser, id_, EXAMPLE, 2)
    assert (await front.client.get(f"/events/{id_}/plan")).status_code == 404
    await organiser.asks("POST", f"/events/{id_}/publication")
    await organiser.sees(f"/events/{id_}", state="on_sale")
    found = await front.client.get(f"/events/{id_}/plan", params={"section": "stalls"})
    assert found.status_code == 200 and [one["section"] for one in found.json()["sections"]] == ["stalls"]
    again = await front.client.get(
        f"/events/{id_}/plan", params={"section": "stalls"}, headers={"If-None-Match": found.headers["ETag"]}
    )
    assert (again.status_code, again.content) == (304, b"")


async def test_a_large_plan_is_there_whole_or_not_at_all(front: Front) -> None:
    organiser = await front.person(organiser=True)
    id_, plan = await drafted(organiser), large(12)
    shown = await planned(organiser, id_, plan, 12)
    assert sorted(shown["sections"], key=lambda one: int(one["section"][1:]))[11]["rows"]["A"][499]["x"] == 249.5
    plan["sections"][11]["ticket_type"] = "standing"
    said = await organiser.asks("PUT", f"/events/{id_}/plan", json=plan)
    assert [one["pointer"] for one in said.json()["errors"]] == ["#/sections/11/ticket_type"], said.text
    await planned(organiser, id_, EXAMPLE, 2)
    other = await front.person(organiser=True)
    assert (await other.asks("PUT", f"/events/{id_}/plan", json=plan)).json()["code"] == "foreign_event"


async def test_a_wrong_document_is_told_all_that_is_wrong(front: Front) -> None:
    organiser = await front.person(organiser=True)
    plan = json.loads(json.dumps(EXAMPLE))
    plan["sections"][0]["rows"]["A"][1] = {"number": "two", "colour": "red"}
    plan["sections"][1]["rows"]["b"] = 1
    said = await organiser.asks("PUT", f"/events/{await drafted(organiser)}/plan", json=plan)
    assert {one["pointer"] for one in said.json()["errors"]} == {
        "#/sections/0/rows/A/1/number", "#/sections/0/rows/A/1/colour", "#/sections/1/rows/b",
    }  # fmt: skip


async def imported(tmp_path: Path, front: Front, organiser: Person, id_: str, plan: dict[str, Any]) -> Result:
    (tmp_path / "ready.json").write_text(json.dumps({"edge": str(front.client.base_url).rstrip("/")}))
    (tmp_path / "plan.json").write_text(json.dumps(plan))
    who = ["--mail", organiser.mail, "--password", PASSWORD, "--at", str(tmp_path)]
    return await asyncio.to_thread(CliRunner().invoke, command, ["import", id_, str(tmp_path / "plan.json"), *who])


async def test_the_command_imports_a_file_or_says_what_is_wrong_with_it(front: Front, tmp_path: Path) -> None:
    organiser = await front.person(organiser=True)
    id_ = await drafted(organiser)
    ended = await imported(tmp_path, front, organiser, id_, EXAMPLE)
    assert (ended.exit_code, ended.stdout) == (0, "2 sections, 56 seats\n")
    ended = await imported(tmp_path, front, organiser, id_, {"sections": [{"section": "stalls", "rows": {"A": 0}}]})
    assert ended.exit_code == 1
    assert [line.partition(":")[0] for line in ended.stderr.splitlines()] == [
        "#/sections/0/ticket_type", "#/sections/0/rows/A",
    ]  # fmt: skip


async def test_a_section_changes_while_it_is_sold_but_for_what_is_in_use(front: Front) -> None:
    organiser, buyer = await front.person(organiser=True), await front.person()
    id_ = await front.on_sale(organiser)
    assert (await front.buys(buyer, id_, "stalls-A6")).status_code == 201
    path, more = (
        f"/events/{id_}/sections",
        {"section": "stalls", "rows": {"A": [{"number": 6, "x": 1, "y": 2}], "C": 4}},
    )
    said = await organiser.asks("PUT", path, json={"section": "stalls", "rows": {"A": 5, "C": 4}})
    assert (said.status_code, said.json()["code"], said.json()["lost"]) == (409, "seats_in_use", ["stalls-A6"])
    assert said.json()["stock_seq"] > 1
    said = await organiser.asks("PUT", path, json=more)
    assert (said.status_code, said.json()["type"], said.json()["capacity"]) == (200, "SectionChanged", 10)
    seen = await buyer.sees(f"/events/{id_}/availability", capacity=10, free=9)
    assert [one["seats"] for one in seen["sections"]] == [5]
    plan = await organiser.becomes(f"/events/{id_}/plan", lambda shown: "C" in shown["sections"][0]["rows"])
    assert plan["sections"][0]["rows"]["A"][0]["x"] == 1
    assert (await front.buys(buyer, id_, "stalls-A1")).json()["code"] == "unknown_seat"
    assert (await front.buys(buyer, id_, "stalls-C4")).status_code == 201
    other = await front.person(organiser=True)
    assert (await other.asks("PUT", path, json=more)).json()["code"] == "foreign_event"
    assert (await organiser.asks("PUT", path, json=more | {"section": "pit"})).json()["code"] == "unknown_section"
    pit = more | {"section": "pit", "ticket_type": "seat"}
    assert (await organiser.asks("PUT", path, json=pit)).json()["capacity"] == 15
    assert (await front.buys(buyer, id_, "pit-C4")).status_code == 201
    seen = await buyer.sees(f"/events/{id_}/availability", capacity=15, free=12)
    assert [one["name"] for one in seen["sections"]] == ["pit", "stalls"]


async def test_a_section_has_no_more_seats_than_the_venue_has_room(front: Front) -> None:
    organiser = await front.person(organiser=True)
    venue = (await organiser.asks("POST", "/venues", json={"name": "Small", "capacity": 62})).json()["venue_id"]
    id_ = str((await organiser.asks("POST", "/events", json=event() | {"venue_id": venue})).json()["event_id"])
    await planned(organiser, id_, EXAMPLE, 2)
    assert (await organiser.asks("POST", f"/events/{id_}/publication")).status_code == 200

    async def asked(seats: int) -> Any:
        body = {"section": "balcony", "rows": {"A": seats}}
        said = (await organiser.asks("PUT", f"/events/{id_}/sections", json=body)).json()
        return None if said.get("code") == "unknown_section" else said

    assert (await eventually(lambda: asked(42)))["code"] == "over_capacity"
    assert (await asked(41))["capacity"] == 62

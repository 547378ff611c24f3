"""What the edge makes of a seating plan."""

import json
from pathlib import Path
from typing import Any

import httpx2
import pytest

from choreography.saying import BODY_AT_MOST
from contracts.catalog import ImportPlan, PlanInvalid, StagePlan
from contracts.inventory import ChangeSection
from contracts.seating import ListedSeat
from tests.edge.house import House, token

EXAMPLE = json.loads((Path(__file__).parents[2] / "docs/examples/plan.json").read_text())


async def puts(house: House, plan: Any, role: str = "organiser", **headers: str) -> httpx2.Response:
    head = {"Authorization": f"Bearer {token(roles=[role])}", **headers}
    return await house.client.put("/events/e1/plan", json=plan, headers=head)


def said(house: House, kind: type[Any]) -> list[Any]:
    return [kind.model_validate(body) for _, body in house.log.of(kind.__name__)]


def large(sections: int = 200, seats: int = 500) -> dict[str, Any]:
    rows = {"A": [{"number": n + 1, "x": n * 0.5, "y": 1.5} for n in range(seats)]}
    return {"sections": [{"section": f"s{n}", "ticket_type": "seat", "rows": rows} for n in range(sections)]}


def deep(**seat: Any) -> dict[str, Any]:
    rows = {"A": 2, "B": [{"number": 1}, {"number": 2, **seat}]}
    return {"sections": [{"section": "stalls", "ticket_type": "seat", "rows": rows}]}


async def test_the_example_is_one_command_with_each_seat_as_it_is_listed(house: House) -> None:
    assert (await puts(house, EXAMPLE)).status_code == 202
    (command,) = said(house, ImportPlan)
    stalls, balcony = command.sections
    assert (command.staged, stalls.rows, balcony.rows) == (0, {"A": 4, "B": 12}, {"A": 20, "B": 20})
    assert stalls.listed["A"][0] == ListedSeat(number=1, x=10, y=20, properties=("accessible", "aisle"))
    assert [seat.number for seat in stalls.listed["A"]] == [1, 2, 4, 5]


async def test_a_plan_of_100_000_seats_is_said_in_parts_that_the_bus_takes(house: House) -> None:
    assert (await puts(house, large(), **{"Idempotency-Key": "k"})).status_code == 202
    staged, (last,) = said(house, StagePlan), said(house, ImportPlan)
    assert last.staged == len(staged) > 10 and [one.part for one in staged] == sorted({one.part for one in staged})
    assert {one.plan_id for one in staged} == {last.plan_id}
    assert max(len(json.dumps(body)) for _, body in house.log.said) < BODY_AT_MOST
    whole = [one.section for part in (*staged, last) for one in part.sections]
    assert whole == [f"s{n}" for n in range(200)]


async def test_a_second_try_says_the_same_and_another_plan_under_its_key_is_refused(house: House) -> None:
    for _ in range(2):
        await puts(house, large(9), **{"Idempotency-Key": "k"})
    ids = [envelope.id for kind in ("StagePlan", "ImportPlan") for envelope, _ in house.log.of(kind)]
    assert len(ids) == 2 * len(set(ids)) > 2
    other = await puts(house, large(9, seats=499), **{"Idempotency-Key": "k"})
    assert (other.status_code, other.json()["code"]) == (422, "idempotency_key_reused")


@pytest.mark.parametrize(
    ("plan", "pointers"),
    [
        ([], ["#"]),
        ({}, ["#/sections"]),
        ({"sections": 3, "colour": 1}, ["#/sections", "#/colour"]),
        ({"sections": [{"section": "", "rows": {}}]}, [
            "#/sections/0/section", "#/sections/0/ticket_type", "#/sections/0/rows",
        ]),
        ({"sections": [{"section": "x", "ticket_type": "seat", "rows": {"a/b": 0, "C": []}}]}, [
            "#/sections/0/rows/a~1b", "#/sections/0/rows/a~1b", "#/sections/0/rows/C",
        ]),
        (deep(number=0, x="left", z=1), [f"#/sections/0/rows/B/1/{name}" for name in ("number", "x", "z")]),
        (deep(properties=["aisle", "No!"]), ["#/sections/0/rows/B/1/properties/1"]),
        (deep(number=1), ["#/sections/0/rows/B/0/number", "#/sections/0/rows/B/1/number"]),
        (large(2, seats=501), ["#/sections/0/rows/A", "#/sections/1/rows/A"]),
        (large(201, seats=1), ["#/sections"]),
    ],
)  # fmt: skip
async def test_a_wrong_document_is_told_each_fault_by_its_pointer(house: House, plan: Any, pointers: list[str]) -> None:
    told = await puts(house, plan)
    assert (told.status_code, told.json()["code"]) == (422, "invalid") and not said(house, ImportPlan)
    assert [error["pointer"] for error in told.json()["errors"]] == pointers
    assert all(error["message"] for error in told.json()["errors"])


async def test_what_catalog_finds_wrong_is_told_in_the_same_way(house: House) -> None:
    faults = (("/sections/0/ticket_type", "unheard of"),)
    house.log.replies = lambda name, body: PlanInvalid(event_id="e1", plan_id=body["plan_id"], faults=faults)
    told = await puts(house, EXAMPLE, Prefer="wait=5")
    assert told.status_code == 422
    assert told.json()["errors"] == [{"pointer": "#/sections/0/ticket_type", "message": "unheard of"}]


async def test_a_plan_is_imported_by_organisers_and_operators_alone(house: House) -> None:
    answers = [(await puts(house, EXAMPLE, role)).status_code for role in ("buyer", "organiser", "operator")]
    assert answers == [403, 202, 202]
    assert [one.by_operator for one in said(house, ImportPlan)] == [False, True]


async def changes(house: House, body: Any) -> httpx2.Response:
    head = {"Authorization": f"Bearer {token(roles=['organiser'])}"}
    return await house.client.put("/events/e1/sections", json=body, headers=head)


async def test_a_change_of_a_section_is_one_command_of_an_id_of_its_own(house: House) -> None:
    answers = [await changes(house, {"section": "stalls", "rows": {"A": 3, "B": [{"number": 9}]}}) for _ in range(2)]
    first, second = said(house, ChangeSection)
    assert [one.json()["id"] for one in answers] == [first.change_id, second.change_id]
    assert (first.rows, first.listed, first.organiser_id) == ({"A": 3, "B": 1}, {"B": (ListedSeat(number=9),)}, "ann")
    assert first.change_id != second.change_id


@pytest.mark.parametrize(
    ("body", "pointer"),
    [
        ({"section": "stalls", "rows": {"A": 0}}, "#/rows/A"),
        ({"section": "left-wing", "rows": {"A": 1}}, "#/section"),
        ({"section": "stalls", "rows": {"A": 300, "B": 201}}, "#/rows"),
        ({"section": "stalls", "colour": "red", "rows": {"A": 1}}, "#/colour"),
    ],
)
async def test_a_wrong_change_is_told_where_and_not_said(house: House, body: Any, pointer: str) -> None:
    told = await changes(house, body)
    assert (told.status_code, [one["pointer"] for one in told.json()["errors"]]) == (422, [pointer])
    assert not said(house, ChangeSection)

"""A draft's whole seating plan, in one message or in several."""

from datetime import timedelta
from typing import Any

import pytest

from choreography.testing import Bench
from contracts.catalog import (
    EventForbidden,
    EventRefused,
    ImportPlan,
    PlanImported,
    PlanInvalid,
    SectionAdded,
    StagePlan,
)
from contracts.seating import ListedSeat, Seating
from handlers.catalog.rows import Listing, PlanPart, Section
from tests.handlers.catalog.asking import add, create, publish

CORNER = (ListedSeat(number=1, x=0, y=1.5, properties=("aisle",)), ListedSeat(number=3))
STALLS = Seating(section="stalls", ticket_type="seated", rows={"A": 4, "B": 2}, listed={"B": CORNER})
BALCONY = Seating(section="balcony", ticket_type="seated", rows={"A": 5})


def asked(*sections: Seating, plan: str = "p1", **other: Any) -> ImportPlan:
    return ImportPlan(**{"event_id": "e1", "organiser_id": "olga", "plan_id": plan} | other, sections=sections)


def staged(part: int, *sections: Seating, plan: str = "p1", **other: Any) -> StagePlan:
    said = {"event_id": "e1", "organiser_id": "olga", "plan_id": plan, "part": f"{plan}/{part:04}"}
    return StagePlan(**said | other, sections=sections)


def added(one: Seating) -> SectionAdded:
    return SectionAdded.of(one, event_id="e1", price=5_000)


def imported(sections: int, seats: int) -> PlanImported:
    return PlanImported(event_id="e1", plan_id="p1", sections=sections, seats=seats)


def planned(bench: Bench) -> tuple[int, int, list[str]]:
    """How many sections and seats the draft says it has, and the sections that it has."""
    listing = bench.row(Listing, "e1")
    assert listing and not bench.books.rows.get(PlanPart)
    return listing.sections, listing.seats, sorted(key[1] for key in bench.books.rows.get(Section, {}))


def test_a_plan_takes_the_place_of_all_that_was_there(catalog: Bench) -> None:
    catalog.given(create(), add("stalls", rows={"A": 9}), add("boxes"))
    catalog.when(asked(STALLS, BALCONY))
    catalog.then(imported(2, 11), added(STALLS), added(BALCONY))
    catalog.then_rows(Section("e1", "stalls", "seated", 5_000, {"A": 4, "B": 2}, {"B": CORNER}))
    assert planned(catalog) == (2, 11, ["balcony", "stalls"])


def test_a_large_plan_is_whole_once_its_last_part_is_there(catalog: Bench) -> None:
    catalog.given(create(), add("boxes"))
    catalog.when(staged(0, STALLS))
    catalog.then()
    catalog.when(asked(BALCONY, staged=1))
    catalog.then(imported(2, 11), added(STALLS), added(BALCONY))
    assert planned(catalog) == (2, 11, ["balcony", "stalls"])


def test_a_plan_without_all_of_its_parts_changes_nothing(catalog: Bench) -> None:
    catalog.given(create(), add("boxes"), staged(0, STALLS))
    catalog.when(asked(BALCONY, staged=2))
    catalog.then(EventRefused(event_id="e1", reason="plan_incomplete"))
    assert catalog.row(Section, "e1", "boxes") and not catalog.row(Section, "e1", "balcony")


def test_a_plan_that_is_begun_drops_one_that_is_not_whole(catalog: Bench) -> None:
    catalog.given(create(), staged(0, STALLS, plan="p0"), staged(0, BALCONY))
    catalog.when(asked(plan="p0", staged=1))
    catalog.then(EventRefused(event_id="e1", reason="plan_incomplete"))
    catalog.passes(timedelta())
    assert [key[1] for key in catalog.books.rows[PlanPart]] == ["p1/0000"]


def test_a_second_copy_of_the_plan_or_of_a_part_changes_nothing(catalog: Bench) -> None:
    catalog.given(create())
    for _ in range(2):
        catalog.when(staged(0, STALLS), id="s1")
    catalog.then_nothing()
    for _ in range(2):
        catalog.when(asked(BALCONY, staged=1), id="c1")
    catalog.then_nothing()
    assert planned(catalog) == (2, 11, ["balcony", "stalls"])


def test_a_part_that_is_said_again_is_the_same_part(catalog: Bench) -> None:
    catalog.given(create(), staged(0, STALLS), staged(0, STALLS))
    catalog.when(asked(staged=1))
    catalog.then(imported(1, 6), added(STALLS))


@pytest.mark.parametrize("said", [staged(0, STALLS), asked(STALLS)])
def test_what_is_on_sale_takes_no_plan(catalog: Bench, said: StagePlan | ImportPlan) -> None:
    catalog.given(create(), add(), publish())
    catalog.when(said)
    catalog.then(EventRefused(event_id="e1", reason="not_a_draft"))


@pytest.mark.parametrize("said", [staged(0, STALLS), asked(STALLS)])
def test_a_plan_for_no_event_is_refused(catalog: Bench, said: StagePlan | ImportPlan) -> None:
    catalog.when(said)
    catalog.then_refused("not_found")


def test_a_foreign_organiser_changes_no_plan_and_an_operator_may(catalog: Bench) -> None:
    catalog.given(create())
    for said in (staged(0, STALLS, organiser_id="otto"), asked(STALLS, organiser_id="otto")):
        catalog.when(said)
        catalog.then(EventForbidden(event_id="e1"))
    catalog.when(asked(STALLS, organiser_id="ops", by_operator=True))
    catalog.then(imported(1, 6), added(STALLS))


def test_a_wrong_plan_is_told_where_and_changes_nothing(catalog: Bench) -> None:
    catalog.given(create(), add("boxes"))
    standing = BALCONY.model_copy(update={"ticket_type": "standing"})
    catalog.when(asked(STALLS, standing, STALLS))
    (said,) = catalog.said()
    assert isinstance(said, PlanInvalid)
    assert [where for where, _ in said.faults] == [
        "/sections/0/section", "/sections/2/section", "/sections/1/ticket_type",
    ]  # fmt: skip
    assert planned(catalog) == (1, 22, ["boxes"])


def test_an_imported_plan_is_published_as_it_is(catalog: Bench) -> None:
    catalog.given(create(), asked(STALLS), publish())
    catalog.passes(timedelta())
    (said,) = [one for one in catalog.books.outbox.values() if one.envelope.type == "SectionPublished"]
    assert Seating.model_validate_json(said.body) == STALLS

"""Quotas, as an organiser says them: what types of general admission share."""

from typing import Any

import pytest

from choreography.testing import Bench
from contracts.catalog import EventChanged, EventCreated, EventInvalid, EventPublished, EventRefused, Quota, TicketType
from handlers.catalog.rows import Listing
from tests.handlers.catalog.asking import SEATED, STANDING, add, change, create, publish

CHILD = TicketType(name="child", price=900, capacity=100)
TYPES = (SEATED, STANDING, CHILD)
FLOOR = Quota(name="floor", size=350, ticket_types=("standing", "child"))
SHARED: dict[str, Any] = {"ticket_types": TYPES, "quotas": (FLOOR,)}


def of(**other: Any) -> tuple[Quota, ...]:
    return (FLOOR.model_copy(update=other),)


def test_an_event_with_quotas_has_as_many_places_as_they_allow(catalog: Bench) -> None:
    catalog.when(create(**SHARED))
    catalog.then(EventCreated.of(create(**SHARED)))
    catalog.given(add())
    catalog.when(publish())
    (said,) = [said for said in catalog.said() if isinstance(said, EventPublished)]
    assert (said.quotas, said.capacity) == ((FLOOR,), 350 + 22)


def test_a_quota_of_more_than_its_types_have_adds_nothing(catalog: Bench) -> None:
    catalog.given(create(ticket_types=TYPES, quotas=of(size=900)))
    listing = catalog.row(Listing, "e1")
    assert listing and listing.capacity == 400


@pytest.mark.parametrize("wrong", [
    of(name=""), of(name="a|b"), of(size=0), of(size=1_000_001), of(ticket_types=()), of(ticket_types=("seated",)),
    of(ticket_types=("nobody's",)), of(ticket_types=("child", "child")), (FLOOR, FLOOR),
    tuple(FLOOR.model_copy(update={"name": str(n)}) for n in range(21)),
])  # fmt: skip
def test_a_broken_limit_is_named(catalog: Bench, wrong: tuple[Quota, ...]) -> None:
    catalog.when(create(ticket_types=TYPES, quotas=wrong))
    catalog.then(EventInvalid(event_id="e1", reason="quotas"))
    catalog.given(create(**SHARED))
    catalog.when(change(quotas=wrong))
    catalog.then(EventInvalid(event_id="e1", reason="quotas"))


@pytest.mark.parametrize(("types", "fits"), [(10, True), (11, False)])
def test_all_quotas_together_name_at_most_200_types(catalog: Bench, types: int, fits: bool) -> None:
    kinds = tuple(TicketType(name=f"type {n}", price=1, capacity=9) for n in range(types))
    names = tuple(kind.name for kind in kinds)
    asked = create(ticket_types=kinds, quotas=tuple(Quota(name=str(n), size=9, ticket_types=names) for n in range(20)))
    catalog.when(asked)
    catalog.then(EventCreated.of(asked) if fits else EventInvalid(event_id="e1", reason="quotas"))


def test_the_quotas_of_a_draft_change_and_no_others(catalog: Bench) -> None:
    catalog.given(create(**SHARED), add())
    catalog.when(change(quotas=of(size=20)))
    catalog.then(EventChanged.of(create(ticket_types=TYPES, quotas=of(size=20)), changed=("quotas",)))
    catalog.given(publish())
    catalog.when(change(quotas=()))
    catalog.then(EventRefused(event_id="e1", reason="not_a_draft"))


def test_a_type_that_a_quota_names_stays(catalog: Bench) -> None:
    catalog.given(create(**SHARED))
    catalog.when(change(ticket_types=(SEATED, STANDING)))
    catalog.then(EventInvalid(event_id="e1", reason="quotas"))
    catalog.when(change(ticket_types=(SEATED, STANDING), quotas=()))
    catalog.then(EventChanged.of(create(), changed=("ticket_types", "quotas")))

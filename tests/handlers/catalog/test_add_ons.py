"""Add-ons, as an organiser says them: what is sold along with tickets."""

from typing import Any

import pytest

from choreography.testing import Bench
from contracts.catalog import AddOn, EventChanged, EventCreated, EventInvalid, EventPublished, EventRefused, Quota
from tests.handlers.catalog.asking import SEATED, STANDING, add, change, create, publish

PARKING = AddOn(name="parking", price=500, capacity=40, per_ticket=1)
FLOOR = Quota(name="floor", size=50, ticket_types=("standing",), add_ons=("parking",))
SOLD: dict[str, Any] = {"ticket_types": (SEATED, STANDING), "quotas": (FLOOR,), "add_ons": (PARKING,)}


def of(**other: Any) -> tuple[AddOn, ...]:
    return (PARKING.model_copy(update=other),)


def test_a_draft_has_its_add_ons_and_so_has_what_is_published(catalog: Bench) -> None:
    catalog.when(create(**SOLD))
    catalog.then(EventCreated.of(create(**SOLD)))
    catalog.given(add())
    catalog.when(publish())
    (said,) = [said for said in catalog.said() if isinstance(said, EventPublished)]
    assert (said.add_ons, said.quotas, said.capacity) == ((PARKING,), (FLOOR,), 50 + 22)


@pytest.mark.parametrize("wrong", [
    of(name=""), of(name="a|b"), of(name="standing"), of(price=-1), of(price=100_000_001), of(capacity=0),
    of(capacity=1_000_001), of(per_ticket=-1), of(per_ticket=21), (PARKING, PARKING),
    tuple(PARKING.model_copy(update={"name": str(n)}) for n in range(51)),
])  # fmt: skip
def test_a_broken_limit_is_named(catalog: Bench, wrong: tuple[AddOn, ...]) -> None:
    catalog.when(create(add_ons=wrong))
    catalog.then(EventInvalid(event_id="e1", reason="add_ons"))
    catalog.given(create())
    catalog.when(change(add_ons=wrong))
    catalog.then(EventInvalid(event_id="e1", reason="add_ons"))


@pytest.mark.parametrize("wrong", [("nobody's",), ("standing",), ("parking", "parking")])
def test_a_quota_names_add_ons_of_its_event_once(catalog: Bench, wrong: tuple[str, ...]) -> None:
    catalog.when(create(**SOLD | {"quotas": (FLOOR.model_copy(update={"add_ons": wrong}),)}))
    catalog.then(EventInvalid(event_id="e1", reason="quotas"))


def test_the_add_ons_of_a_draft_change_and_no_others(catalog: Bench) -> None:
    catalog.given(create(**SOLD), add())
    catalog.when(change(add_ons=of(capacity=41)))
    catalog.then(EventChanged.of(create(**SOLD | {"add_ons": of(capacity=41)}), changed=("add_ons",)))
    catalog.when(change(add_ons=()))
    catalog.then(EventInvalid(event_id="e1", reason="quotas"))
    catalog.given(publish())
    catalog.when(change(add_ons=of(capacity=42)))
    catalog.then(EventRefused(event_id="e1", reason="not_a_draft"))

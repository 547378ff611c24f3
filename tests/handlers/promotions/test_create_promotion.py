from datetime import datetime
from typing import Any

import pytest

from choreography.testing import START, Bench
from contracts.promotions import (
    PromotionCreated,
    PromotionDeactivated,
    PromotionForbidden,
    PromotionInvalid,
    PromotionRefused,
)
from handlers.promotions.rows import Promotion
from tests.handlers.promotions.saying import ID, create, deactivate


def test_a_code_is_given_out(promotions: Bench) -> None:
    promotions.when(create(uses_at_most=5))
    promotions.then(PromotionCreated.of(create(uses_at_most=5)))
    promotions.then_rows(Promotion(ID, "olga", "SPRING", 1_000, uses_at_most=5))


def test_a_second_copy_changes_nothing(promotions: Bench) -> None:
    promotions.when(create(), id="first")
    promotions.when(create(), id="first")
    promotions.then_nothing()


def test_a_code_is_given_out_once_however_it_is_written(promotions: Bench) -> None:
    promotions.given(create())
    promotions.when(create(code="spring", percent=9_000))
    promotions.then(PromotionRefused(promotion_id=ID, reason="exists"))
    promotions.then_rows(Promotion(ID, "olga", "SPRING", 1_000))


def test_another_organiser_has_the_same_word(promotions: Bench) -> None:
    promotions.given(create())
    promotions.when(create(organiser_id="otto"))
    promotions.then(PromotionCreated.of(create(organiser_id="otto")))


@pytest.mark.parametrize(
    ("field", "wrong"),
    [
        ("code", {"code": "a bcde"}),
        ("code", {"code": "SPRIN"}),
        ("code", {"promotion_id": "another"}),
        ("percent", {"percent": 0}),
        ("percent", {"percent": 10_001}),
        ("percent", {"amount": 100, "currency": "EUR"}),
        ("currency", {"percent": 0, "amount": 100}),
        ("currency", {"currency": "EUR"}),
        ("currency", {"percent": 0, "amount": 100, "currency": "ISK"}),
        ("min_tickets", {"min_tickets": 21}),
        ("event_ids", {"event_ids": tuple(map(str, range(201)))}),
        ("valid_from", {"valid_from": datetime(2026, 6, 1)}),
        ("valid_until", {"valid_from": START, "valid_until": START}),
        ("uses_at_most", {"uses_at_most": -1}),
        ("per_buyer", {"per_buyer": -1}),
    ],
)
def test_what_breaks_a_limit_is_named(promotions: Bench, field: str, wrong: dict[str, Any]) -> None:
    promotions.when(create(**wrong))
    (said,) = promotions.said()
    assert isinstance(said, PromotionInvalid) and said.reason == field


def test_its_organiser_and_operators_end_it_and_nobody_else(promotions: Bench) -> None:
    promotions.given(create())
    promotions.when(deactivate("otto"))
    promotions.then(PromotionForbidden(promotion_id=ID))
    promotions.then_rows(Promotion(ID, "olga", "SPRING", 1_000))
    for command in (deactivate(), deactivate("oscar", operator=True)):
        promotions.when(command)
        promotions.then(PromotionDeactivated(promotion_id=ID))
    promotions.then_rows(Promotion(ID, "olga", "SPRING", 1_000, active=False))


def test_a_code_that_nobody_gave_out_is_not_ended(promotions: Bench) -> None:
    promotions.when(deactivate())
    promotions.then_refused("not_found")

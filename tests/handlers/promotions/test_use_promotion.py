from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from choreography.testing import START, Bench
from contracts.base import Message
from contracts.promotions import DiscountGranted, PromotionUsed, promotion_id
from handlers.promotions import promotions as service
from handlers.promotions.rows import BuyerUses, Promotion, Use
from tests.handlers.promotions.saying import (
    ID,
    MINUTE,
    asks,
    create,
    deactivate,
    granted,
    refused,
    returned,
    used,
    uses,
)


def test_a_booking_has_the_use_of_a_code_that_is_good(promotions: Bench) -> None:
    promotions.given(create())
    promotions.when(asks())
    promotions.then(granted(), used(1))
    promotions.then_rows(Use(ID, "e1-b1", "e1", "ben", "held", 1))


def test_a_request_said_twice_is_counted_once(promotions: Bench) -> None:
    promotions.given(create(), asks())
    promotions.when(asks())
    promotions.then_nothing()
    assert uses(promotions) == 1


def test_a_code_that_nobody_gave_out_is_unknown_also_when_it_is_given_out_later(promotions: Bench) -> None:
    promotions.when(asks())
    promotions.then(refused("code_unknown"))
    promotions.given(create())
    promotions.when(asks())
    promotions.then_nothing()


def test_a_short_code_of_before_is_good_still(promotions: Bench) -> None:
    short = promotion_id("olga", "ABC")
    promotions.given(Promotion(short, "olga", "ABC", percent=1_000))
    promotions.when(asks().model_copy(update={"promotion_id": short}))
    (granted, used) = promotions.said()
    assert isinstance(granted, DiscountGranted) and isinstance(used, PromotionUsed)


@pytest.mark.parametrize(
    ("terms", "reason"),
    [
        ({"valid_until": START}, "code_expired"),
        ({"valid_from": START + MINUTE}, "code_unknown"),
        ({"valid_from": START + MINUTE, "event_ids": ("e2",)}, "code_unknown"),
        ({"event_ids": ("e2",)}, "code_not_for_this"),
    ],
)
def test_a_code_is_good_for_its_events_in_its_time(promotions: Bench, terms: dict[str, Any], reason: str) -> None:
    promotions.given(create(**terms))
    promotions.when(asks())
    promotions.then(refused(reason))
    assert uses(promotions) == 0


def test_whoever_asked_in_time_has_it_though_the_word_came_late(promotions: Bench) -> None:
    promotions.given(create(valid_until=START + MINUTE))
    promotions.passes(2 * MINUTE)
    promotions.when(asks(), at=START)
    promotions.then(granted(), used(1))


def test_a_code_that_was_ended_is_had_by_those_alone_who_had_it(promotions: Bench) -> None:
    promotions.given(create(), asks(), deactivate())
    promotions.when(asks("b2"))
    promotions.then(refused("code_expired", "b2"))
    assert uses(promotions) == 1


def test_the_last_use_is_had_once_over_all_events(promotions: Bench) -> None:
    promotions.given(create(uses_at_most=1), asks())
    promotions.when(asks("b9", event="e2", buyer="ann"))
    promotions.then(refused("code_used_up", "b9", event="e2", buyer="ann"))


def test_a_buyer_has_it_as_often_as_a_buyer_may(promotions: Bench) -> None:
    promotions.given(create(per_buyer=1), asks())
    promotions.when(asks("b2"))
    promotions.then(refused("code_used_by_you", "b2"))
    promotions.when(asks("b3", buyer="ann"))
    promotions.then(granted("b3", buyer="ann"), used(2))
    promotions.then_rows(BuyerUses(ID, "ben", 1), BuyerUses(ID, "ann", 1))


def test_late_money_asks_once_more_and_time_does_not_bound_it(promotions: Bench) -> None:
    promotions.given(create(), asks(), returned(), deactivate())
    promotions.when(asks(attempt=2))
    promotions.then(granted(attempt=2), used(1))


def test_late_money_has_no_use_that_is_anothers(promotions: Bench) -> None:
    promotions.given(create(uses_at_most=1), asks(), returned(), asks("b2"))
    promotions.when(asks(attempt=2))
    promotions.then(refused("code_used_up", attempt=2))
    promotions.then_rows(Use(ID, "e1-b1", "e1", "ben", "refused", 2))


def test_a_second_request_that_overtakes_the_return_keeps_the_use(promotions: Bench) -> None:
    promotions.given(create(uses_at_most=1), asks())
    promotions.when(asks(attempt=2))
    promotions.then(granted(attempt=2))
    promotions.when(returned())
    promotions.then_nothing()
    assert uses(promotions) == 1


SAID = st.lists(st.tuples(st.sampled_from("abcd"), st.booleans(), st.integers(1, 3)), max_size=30)


@given(SAID, st.integers(1, 3), st.integers(0, 2))
def test_whatever_comes_in_whatever_order_no_more_have_it_than_may(
    said: list[tuple[str, bool, int]], most: int, per_buyer: int
) -> None:
    bench = Bench(service)
    bench.given(create(uses_at_most=most, per_buyer=per_buyer))
    for booking, back, attempt in said:
        buyer = "ann" if booking < "c" else "ben"
        message: Message = (returned if back else asks)(booking, attempt, buyer=buyer)
        bench.when(message)
        bench.passes(MINUTE)
        held = [row.buyer_id for row in bench.books.rows.get(Use, {}).values() if getattr(row, "state", "") == "held"]
        assert uses(bench) == len(held) <= most
        assert not per_buyer or max(map(held.count, held), default=0) <= per_buyer
    assert bench.row(Promotion, ID)

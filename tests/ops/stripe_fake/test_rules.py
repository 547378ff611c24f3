import pytest

from ops.stripe_fake.errors import ApiError
from ops.stripe_fake.rules import MOST_RULES, Rule, Rules


def test_a_rule_that_is_used_up_makes_room_for_another() -> None:
    rules = Rules()
    for _ in range(2 * MOST_RULES):
        rules.add(Rule("refund.*", times=1, lose=True))
        assert rules.take("refund.created").lose and not rules.take("refund.created").lose


def test_of_those_that_wait_there_are_only_so_many() -> None:
    rules = Rules()
    for _ in range(MOST_RULES):
        rules.add(Rule(times=1))
    with pytest.raises(ApiError):
        rules.add(Rule())

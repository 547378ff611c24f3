from datetime import timedelta

import pytest

from choreography.testing import START
from contracts.payments import CaseApplied, CaseEnded, OfCase
from handlers.views.money import MoneyCaseView
from tests.handlers.views import stories
from tests.handlers.views.mesh import Fact, shown

FACTS = [one for one in stories.told(stories.differed).facts if isinstance(one.message, OfCase)]
STANDS = [
    ("open", "", "", ""),
    ("proposed", "otto", "", ""),
    ("applying", "otto", "oda", ""),
    ("failed", "otto", "oda", "lost_card"),
    ("proposed", "oda", "", ""),
    ("gone", "oda", "", ""),
    ("open", "", "", ""),
]


def case(facts: list[Fact]) -> MoneyCaseView:
    found = shown(facts).row(MoneyCaseView, "stripe", "pi_1")
    assert found
    return found


@pytest.mark.parametrize("told", range(1, len(STANDS) + 1))
def test_a_case_stands_as_it_was_last_told(told: int) -> None:
    found = case(FACTS[:told])
    assert (found.state, found.proposed_by, found.applied_by, found.reason) == STANDS[told - 1]


def test_one_that_comes_back_shows_what_differs_now_and_since_when() -> None:
    first, again = case(FACTS[:6]), case([*FACTS, *FACTS])
    assert (first.found, first.opened_at) == (1, START + timedelta(minutes=1))
    assert (again.found, again.opened_at) == (2, START + timedelta(minutes=7))


def test_to_look_is_done_when_it_is_said() -> None:
    looked = CaseApplied(provider="stripe", case_id="pi_1", proposal="look", operator="oda", first="")
    assert case([FACTS[0], Fact("1", looked, 2, START)]).state == "applied"


def test_what_is_told_before_the_case_itself_shows_nothing_of_it_yet() -> None:
    early = Fact("1", CaseEnded(provider="stripe", case_id="pi_1", state="gone"), 2, START)
    assert (case([early]).kind, case([early, FACTS[0]]).state) == ("", "gone")

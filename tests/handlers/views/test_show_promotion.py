from choreography.testing import START
from handlers.views.promotions import PromotionView
from tests.handlers.views import stories
from tests.handlers.views.mesh import shown

FACTS = stories.told(stories.with_codes).facts


def test_a_code_shows_what_it_says_and_how_many_have_it_whatever_was_heard_first() -> None:
    for facts in (FACTS, FACTS[::-1]):
        found = shown(facts).row(PromotionView, "p1")
        assert found and (found.organiser_id, found.code, found.percent) == ("olga", "SPRING", 1_000)
        assert (found.uses, found.active, found.created_at) == (1, False, START)

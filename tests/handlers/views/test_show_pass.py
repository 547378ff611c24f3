from itertools import permutations

from choreography.testing import Bench
from contracts.users import PassRegistered, PassUnregistered
from handlers.views import views as service
from handlers.views.passes import PassView

MINE = {"device_id": "phone", "serial": "e1-b1.1"}
STORY = [(PassRegistered(**MINE), 1), (PassUnregistered(**MINE), 2), (PassRegistered(**MINE), 3)]


def test_any_order_of_arrival_ends_in_the_same_view() -> None:
    for told in permutations([*STORY, STORY[0]]):
        views = Bench(service)
        for said, version in told:
            views.when(said, version=version)
        views.then_rows(PassView("phone", "e1-b1.1", registered=True, pass_version=3))


def test_a_pass_that_was_taken_off_is_not_shown_again_by_late_news(views: Bench) -> None:
    views.when(STORY[1][0], version=2)
    views.when(STORY[0][0], version=1)
    views.then_rows(PassView("phone", "e1-b1.1", registered=False, pass_version=2))

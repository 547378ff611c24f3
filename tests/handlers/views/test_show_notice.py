from datetime import timedelta
from itertools import permutations

from choreography.testing import START, Bench
from contracts.email import NoticePosted
from contracts.users import InboxRead, ProfileUpdated
from handlers.views import views as service
from handlers.views.keys_and_people import NoticeView, PersonView

LATER = START + timedelta(hours=1)
FACTS = {"event": "Tosca"}
POSTED = NoticePosted(about="opera", kind="confirmed", recipient="ann", matter="opera-b1", notice_id="n1", facts=FACTS)


def test_a_notice_that_is_told_twice_stands_once(views: Bench) -> None:
    for _ in range(2):
        views.when(POSTED, at=START)
        views.then_rows(NoticeView("opera", "n1", "ann", "confirmed", "opera-b1", FACTS, START))


def test_any_order_of_arrival_ends_in_the_same_view() -> None:
    early, late = (InboxRead(account_id="ann", until=time) for time in (START, LATER))
    profile = ProfileUpdated(account_id="ann", name=None, preferences={"theme": "dark"}, created=START)
    for told in permutations([early, late, profile, early]):
        views = Bench(service)
        for said in told:
            views.when(said)
        found = views.row(PersonView, "ann")
        assert found and (found.read_until, found.preferences) == (LATER, {"theme": "dark"})

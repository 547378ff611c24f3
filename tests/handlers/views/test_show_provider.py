from datetime import timedelta
from itertools import permutations

from choreography.testing import START, Bench
from contracts.identity import ProviderLinked, ProviderUnlinked
from handlers.views import views as service
from handlers.views.keys_and_people import ProviderView

LATER = START + timedelta(hours=1)
LINKED = ProviderLinked(account_id="ann", request="r1", provider="google")
UNLINKED = ProviderUnlinked(account_id="ann", request="r2", provider="google")


def test_a_provider_is_shown_from_its_link_on(views: Bench) -> None:
    views.when(LINKED, at=START)
    views.then_rows(ProviderView("ann", "google", START))


def test_any_order_of_arrival_ends_in_the_same_view() -> None:
    for told in permutations([(LINKED, START), (UNLINKED, LATER), (LINKED, START)]):
        views = Bench(service)
        for said, time in told:
            views.when(said, at=time)
        views.then_rows(ProviderView("ann", "google", START, LATER))

from itertools import permutations

from choreography.testing import Bench
from contracts.users import AddressesChanged
from handlers.views import views as service
from handlers.views.addresses import AddressBookView
from tests.handlers.users.test_addresses import at, changed

SAID: list[tuple[int, AddressesChanged]] = [
    (1, changed("a1", chosen="a1")),
    (2, changed("a1", "a2", chosen="a2")),
    (3, changed("a2", chosen="a2")),
]


def test_any_order_of_arrival_ends_with_the_addresses_that_were_said_last() -> None:
    for order in permutations([*SAID, SAID[0]]):
        views = Bench(service)
        for version, said in order:
            views.when(said, version=version)
        views.then_rows(AddressBookView("ann", (at("a2"),), "a2", addresses_version=3))


def test_what_is_said_late_brings_nothing_back_of_who_is_erased(views: Bench) -> None:
    views.when(changed(), version=4)
    views.when(changed("a1", chosen="a1"), version=3)
    views.then_rows(AddressBookView("ann", addresses_version=4))

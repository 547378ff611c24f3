"""What is read of postal addresses."""

from edge.reading.addresses import Book
from handlers.views.addresses import AddressBookView
from tests.contract.reading.conftest import Shown
from tests.handlers.users.test_addresses import at

BOTH = (at("a2"), at("a1", "elsewhere"))


async def test_a_persons_addresses_are_read_in_their_order_and_nobody_elses(shown: Shown) -> None:
    reading = await shown.views(AddressBookView("ann", BOTH, "a1"), AddressBookView("ben", (at("a3"),), "a3"))
    assert await reading.addresses.of("ann") == Book(BOTH, "a1")
    assert await reading.addresses.of("carl") == Book()

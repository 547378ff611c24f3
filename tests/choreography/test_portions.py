from choreography.envelope import Envelope
from choreography.intake import Item
from choreography.portions import portions
from choreography.testing import START
from contracts.bookings import BookingRequested
from handlers.inventory import inventory


def asked(seats: int, body: bytes = b"") -> Item:
    names = tuple(f"stalls-A{n}" for n in range(seats))
    message = BookingRequested(event_id="e", booking_id="e-b", buyer_id="ann", seats=names, attempt=1)
    envelope = Envelope("m", "BookingRequested", "bookings", START, "bookings.events", "e", "e-b", "c")
    return Item(envelope, body, 0, message)


def sizes(items: list[Item], at_most: int) -> list[int]:
    return [len(portion) for portion in portions(inventory, items, at_most)]


def test_a_batch_that_names_few_rows_stays_whole() -> None:
    assert sizes([asked(2)] * 9, 5_000) == [9]


def test_a_batch_that_names_many_rows_is_handled_in_portions_in_order() -> None:
    items = [asked(20) for _ in range(10)]
    assert [one for portion in portions(inventory, items, 100) for one in portion] == items
    assert max(sizes(items, 100)) < 5 and len(sizes(items, 100)) > 2


def test_one_that_names_more_than_that_is_alone_and_unheard_records_count_nothing() -> None:
    nothing = Item(None, b"", 0, place=("t", 1))
    assert sizes([asked(1), asked(20), nothing, nothing, asked(1)], 10) == [1, 3, 1]


def test_a_batch_of_large_bodies_is_handled_in_portions_of_a_mebibyte() -> None:
    items = [asked(1, bytes(400_000)) for _ in range(5)]
    assert [len(portion) for portion in portions(inventory, items)] == [2, 2, 1]


def test_a_body_larger_than_that_is_alone_and_unheard_records_weigh_nothing() -> None:
    nothing = Item(None, b"", 0, place=("t", 1))
    items = [asked(1, b"a"), asked(1, bytes(2_000_000)), nothing, asked(1, b"b")]
    assert [len(portion) for portion in portions(inventory, items)] == [1, 2, 1]

"""How soon a sale is seen: what counts as late, what a page shows. A run: `tests/edge/test_freshness.py`."""

import pytest

from bench.freshness.__main__ import late
from bench.freshness.pages import Pages
from bench.freshness.selling import Seen


@pytest.mark.parametrize(
    ("seen", "is_late"),
    [
        (Seen([0.9] * 39 + [9.0], [], [1.9], [1.9]), False),
        (Seen([0.9] * 37 + [1.1] * 3, [], [0.1], [0.1]), True),
        (Seen([0.1], [], [0.1, 2.1], [0.1]), True),
        (Seen([0.1], [], [0.1], [0.1, 2.1]), True),
        (Seen([0.1], [], [0.1], [0.1], missing=1), True),
        (Seen(), True),
    ],
)
def test_one_of_forty_pages_may_be_late_and_no_state_and_nothing_may_be_missing(seen: Seen, is_late: bool) -> None:
    assert late(seen) is is_late


async def test_a_page_shows_a_seat_as_sold_once_it_is_told_so_and_others_are_waited_for() -> None:
    pages = Pages(0, "e")
    pages.sockets = [object(), object()]  # type: ignore[list-item]
    for seats in ({"A1": "held"}, {"A1": "sold", "A2": "held"}):
        pages.count({"to": 1, "body": {"seats": seats}})
    assert len(pages.shown["A1"]) == 1 and not pages.by_all["A1"].is_set()
    pages.count({"to": 2, "body": {"counts": {}}})
    pages.count({"to": 3, "body": {"seats": {"A1": "sold"}}})
    assert len(await pages.sold("A1")) == 2 and "A2" not in pages.shown

"""Whatever inventory says of a sale has its number: after a change the new one, else the one that it was judged by."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from choreography.testing import Bench
from contracts.base import MESSAGES, Event, Message, OfEvent
from contracts.inventory import AdmitTicket, TakeBackAdmission, Unchanged
from handlers.inventory import inventory as service
from handlers.inventory.rows import Stock
from tests.handlers.inventory.saying import block, change, event_cancelled, published, reissue, stalls, unblock
from tests.handlers.inventory.test_no_oversale import SAYABLE

REPLIES = [kind for kind in MESSAGES.values() if kind.SERVICE == "inventory" and issubclass(kind, Event)]
OF_A_SALE = [kind for kind in REPLIES if issubclass(kind, OfEvent)]
SCANNED = {"event_id": "e1", "booking_id": "e1-one", "ticket": "e1-one.1"}
WRONG: tuple[Message, ...] = (
    block(id_="one", organiser_id="otto"),
    unblock("both", organiser_id="otto"),
    change({"A": 2}, organiser_id="otto"),
    change({"a": 2}),
    change({"A": 2}, ticket_type="standing"),
    change({"A": 2}, section="pit"),
    reissue("one", buyer="eve"),
    *(AdmitTicket(**SCANNED, organiser_id=who, issue=1, gate="north") for who in ("olga", "otto")),
    *(TakeBackAdmission(**SCANNED, organiser_id=who) for who in ("olga", "otto")),
)


@pytest.fixture(autouse=True)
def counts_apart() -> None:
    """The numbers are looked at here."""


@pytest.mark.parametrize("kind", OF_A_SALE)
def test_every_word_and_every_reply_of_a_sale_has_a_number(kind: type[Message]) -> None:
    assert "stock_seq" in kind.model_fields


@pytest.mark.parametrize("kind", [kind for kind in OF_A_SALE if issubclass(kind, Unchanged)])
def test_refusals_of_before_it_was_told_have_none(kind: type[Message]) -> None:
    assert kind.model_fields["stock_seq"].default == 0


@settings(max_examples=100, deadline=None)
@given(st.lists(st.sampled_from((*SAYABLE, *WRONG, event_cancelled())), max_size=20))
def test_the_number_is_that_of_the_stock_once_it_is_said(story: list[Message]) -> None:
    bench, asked = Bench(service), [published(), stalls(), *story]
    for said in asked:
        bench.when(said)
        numbered(bench)
        while bench.goes_on(bench.now):
            numbered(bench)


def numbered(bench: Bench) -> None:
    stock = bench.row(Stock, "e1")
    told = [(type(said), getattr(said, "stock_seq", None)) for said in bench.said()]
    assert {number for kind, number in told if kind in OF_A_SALE} <= {stock.version if stock else 0}, told

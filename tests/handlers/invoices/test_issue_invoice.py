"""An organiser's numbers are 1, 2, 3 and so on, whatever comes twice, late or early."""

from datetime import timedelta

from hypothesis import given
from hypothesis import strategies as st

from choreography.testing import Bench
from contracts.invoices import InvoiceIssued
from handlers.invoices import invoices as service
from handlers.invoices.rows import Invoice, Series
from ops.check.breaches_invoices import gaps
from tests.handlers.invoices.saying import due, numbers


def issued(number: int, credits: int = 0, booking: str = "b1", nth: int = 0) -> InvoiceIssued:
    return InvoiceIssued(**due(booking, nth).model_dump(), number=number, credits=credits)


def test_the_first_invoice_has_the_number_1_and_stands_as_it_was_said(invoices: Bench) -> None:
    invoices.when(due())
    invoices.then(issued(1))
    invoices.then_rows(Series("olga", 1), Invoice(number=1, credits=0, **dict(due())))


def test_each_further_one_has_the_next(invoices: Bench) -> None:
    invoices.given(due("b1"), due("b2"))
    invoices.when(due("b3"))
    invoices.then(issued(3, booking="b3"))


def test_a_credit_note_has_a_number_of_the_same_series_and_names_its_invoice(invoices: Bench) -> None:
    invoices.given(due("b1"), due("b2"))
    invoices.when(due("b2", nth=1))
    invoices.then(issued(3, credits=2, booking="b2", nth=1))


def test_what_has_its_number_gets_no_other(invoices: Bench) -> None:
    invoices.given(due())
    invoices.when(due())
    invoices.then_nothing()


def test_a_credit_note_before_its_invoice_is_early(invoices: Bench) -> None:
    invoices.when(due(nth=1))
    invoices.then_early()
    invoices.given(due())
    invoices.passes(timedelta())
    invoices.then(issued(2, credits=1, nth=1))


def test_each_organiser_has_a_series_of_its_own(invoices: Bench) -> None:
    invoices.given(due("b1", organiser="otto"), due("b2"))
    assert (numbers(invoices), numbers(invoices, "otto")) == ({"e1-b2/0": 1}, {"e1-b1/0": 1})


WORDS = st.builds(due, st.sampled_from("abcdef"), st.integers(0, 2), st.sampled_from(("olga", "otto")))


@given(st.lists(WORDS, max_size=40))
def test_whatever_is_said_there_are_no_gaps(words: list[object]) -> None:
    bench = Bench(service)
    bench.given(*words)  # type: ignore[arg-type]
    bench.passes(timedelta(minutes=5))
    assert list(gaps({"invoices": bench.books})) == []

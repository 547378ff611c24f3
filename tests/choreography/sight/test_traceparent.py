"""What a message carries of its trace."""

import pytest

from choreography.sight.traceparent import begun, beside, said_by, sampled, span_id, trace_id
from tests.choreography.sight.notebook import ROOT, UNSAMPLED


def test_what_a_step_says_carries_the_steps_span_in_the_same_trace() -> None:
    said = said_by(ROOT, "inventory", "m1")
    assert sampled(said) and trace_id(said) == trace_id(ROOT) and span_id(said) != span_id(ROOT)


def test_the_span_of_a_message_is_the_same_wherever_it_is_asked_for_and_another_for_each() -> None:
    assert said_by(ROOT, "inventory", "m1") == said_by(ROOT, "inventory", "m1")
    others = {said_by(ROOT, "inventory", "m2"), said_by(ROOT, "bookings", "m1"), said_by(ROOT, "inventory", "m1")}
    assert len(others) == 3


def test_what_is_not_sampled_is_carried_on_as_it_is() -> None:
    assert said_by(UNSAMPLED, "inventory", "m1") == UNSAMPLED and said_by("", "inventory", "m1") == ""


@pytest.mark.parametrize("odd", ["x", ROOT + "-1", ROOT.upper(), "01" + ROOT[2:], "00-" + "0" * 32 + ROOT[35:]])
def test_what_has_not_the_form_is_not_sampled_and_breaks_nothing(odd: str) -> None:
    assert not sampled(odd) and said_by(odd, "inventory", "m1") == odd


def test_a_new_trace_is_sampled_and_a_span_beside_is_in_it() -> None:
    first = begun()
    assert sampled(first) and sampled(beside(first)) and trace_id(beside(first)) == trace_id(first)
    assert len({first, beside(first), beside(first), begun()}) == 4

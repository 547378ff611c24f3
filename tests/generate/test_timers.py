"""A page says of each timer what comes when it is due, however the step words it."""

import pytest

from ops import registry
from ops.generate.source import timers


@pytest.mark.parametrize("service", registry.services(), ids=lambda one: one.name)
def test_what_a_timer_says_is_a_message_of_its_service(service: registry.Service) -> None:
    assert not {said for _, said in timers(service.name)} - service.own.keys()


def test_a_timer_of_a_constants_name_is_found() -> None:
    assert ("compare", "CompareBooking") in timers("payments")

"""Who says and hears what is read from the signatures; what nobody says or hears is a mistake."""

from dataclasses import replace

import pytest

from contracts.base import Refused
from contracts.bookings import BookingConfirmed, RequestBooking
from contracts.edge import StripeEventReceived
from contracts.identity import GrantRole
from contracts.inventory import SeatsRejected
from contracts.operators import SettingChanged
from ops.generate.house import ASKER, House, house
from ops.generate.unheard import mistakes


@pytest.fixture(scope="module")
def whole() -> House:
    return house()


def without(whole: House, *names: str) -> House:
    return replace(whole, services=tuple(one for one in whole.services if one.name not in names))


def test_an_event_is_said_by_the_service_whose_steps_may_yield_it(whole: House) -> None:
    assert whole.said_by(BookingConfirmed) == ("bookings",)
    assert {"inventory", "realtime", "views", ASKER} <= set(whole.heard_by(BookingConfirmed))


def test_commands_come_through_the_edge_and_those_of_operators_from_the_command_line(whole: House) -> None:
    assert whole.said_by(RequestBooking) == ("edge",)
    assert whole.said_by(GrantRole) == ("command line",)
    assert whole.said_by(StripeEventReceived) == ("edge",)
    assert whole.said_by(SettingChanged) == ("command line",)


def test_who_hears_commands_may_refuse_them_on_its_events_topic(whole: House) -> None:
    assert "bookings" in whole.said_by(Refused) and "realtime" not in whole.said_by(Refused)
    assert Refused in whole.on("bookings.events") and Refused not in whole.on("audit.events")


def test_everything_that_is_said_is_heard(whole: House) -> None:
    assert not list(mistakes(whole))


def test_a_message_that_nobody_hears_is_a_mistake_though_the_audit_records_it(whole: House) -> None:
    assert f"{SeatsRejected.__name__}: nobody hears it" in list(mistakes(without(whole, "bookings")))


def test_a_message_that_nobody_says_is_a_mistake(whole: House) -> None:
    assert f"{SeatsRejected.__name__}: nobody says it" in list(mistakes(without(whole, "inventory")))


def test_an_exception_that_is_none_any_more_is_a_mistake(whole: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ops.generate.unheard.FOR_PEOPLE", {"SeatsRejected": "for nobody"})
    assert any(wrong.startswith("SeatsRejected: it is heard by bookings") for wrong in mistakes(whole))

"""Who says and hears what is read from the signatures; what nobody says or hears is a mistake."""

from dataclasses import replace

import pytest

from contracts.base import Command, Refused
from contracts.bookings import BookingConfirmed, RequestBooking
from contracts.edge import StripeEventReceived
from contracts.identity import GrantRole
from contracts.inventory import SeatsRejected
from contracts.operators import SettingChanged
from ops.generate.house import ASKER, OF_WEBHOOKS, SPEAKS, House, house
from ops.generate.source import names
from ops.generate.unheard import mistakes, unspoken


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


def test_every_command_is_said_by_a_door(whole: House) -> None:
    assert not list(unspoken(whole))


@pytest.mark.parametrize(("by", "command"), [("edge", RequestBooking), ("command line", GrantRole)])
def test_a_command_that_no_door_names_is_said_by_nobody(
    whole: House, monkeypatch: pytest.MonkeyPatch, by: str, command: type[Command]
) -> None:
    monkeypatch.setitem(SPEAKS, by, "ops/mail_sink")
    assert whole.said_by(command) == () and f"{command.__name__}: nobody says it" in list(unspoken(whole))


def test_what_is_made_of_webhooks_is_named_where_it_is_made_and_not_at_the_edge() -> None:
    assert not OF_WEBHOOKS & names("edge") and names("contracts") >= OF_WEBHOOKS


def test_a_message_that_nobody_hears_is_a_mistake_though_the_audit_records_it(whole: House) -> None:
    assert f"{SeatsRejected.__name__}: nobody hears it" in list(mistakes(without(whole, "bookings")))


def test_a_message_that_nobody_says_is_a_mistake(whole: House) -> None:
    assert f"{SeatsRejected.__name__}: nobody says it" in list(mistakes(without(whole, "inventory")))


def test_an_exception_that_is_none_any_more_is_a_mistake(whole: House, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("ops.generate.unheard.FOR_PEOPLE", {"SeatsRejected": "for nobody"})
    assert any(wrong.startswith("SeatsRejected: it is heard by bookings") for wrong in mistakes(whole))

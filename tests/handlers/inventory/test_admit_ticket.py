"""A ticket lets one in: whatever is shown how often, at which gate, and whatever becomes of the ticket meanwhile."""

from collections.abc import Iterator
from datetime import timedelta
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from choreography.testing import START, Bench
from contracts.base import Message
from contracts.bookings import TicketsGivenUp
from contracts.inventory import (
    AdmissionForbidden,
    AdmissionRefused,
    AdmissionTakenBack,
    AdmitTicket,
    TakeBackAdmission,
    TicketAdmitted,
)
from handlers.inventory import inventory as service
from handlers.inventory.admissions import Admission
from handlers.inventory.rows import Hold
from tests.handlers.inventory.saying import (
    SEATS,
    STANDING,
    cancelled,
    confirmed,
    event_cancelled,
    published,
    reissue,
    requested,
    stalls,
    what,
)

TICKET: dict[str, Any] = {"event_id": "e1", "booking_id": "e1-b1", "ticket": "e1-b1.1"}


def ticket(number: int = 1) -> dict[str, Any]:
    return TICKET | {"ticket": f"e1-b1.{number}"}


def admit(number: int = 1, issue: int = 1, gate: str = "north", **other: Any) -> AdmitTicket:
    return AdmitTicket(**ticket(number) | {"organiser_id": "olga", "issue": issue, "gate": gate} | other)


def take_back(number: int = 1, **other: Any) -> TakeBackAdmission:
    return TakeBackAdmission(**ticket(number) | {"organiser_id": "olga"} | other)


def admitted(number: int = 1, place: str = SEATS[0], turn: int = 1, gate: str = "north") -> TicketAdmitted:
    return TicketAdmitted(**ticket(number), place=place, gate=gate, admitted_at=START, turn=turn)


def taken_back() -> AdmissionTakenBack:
    return AdmissionTakenBack(**TICKET, place=SEATS[0], gate="north", turn=2)


def refused(reason: str, number: int = 1, **there: Any) -> AdmissionRefused:
    return AdmissionRefused(**ticket(number), reason=reason, **there)


IN = {"gate": "north", "admitted_at": START}


@pytest.fixture
def sold(inventory: Bench) -> Bench:
    """Two seats, with their tickets."""
    inventory.given(requested(*SEATS), confirmed(*SEATS))
    return inventory


def test_who_has_a_ticket_comes_in(sold: Bench) -> None:
    sold.when(admit())
    sold.then(admitted())
    sold.then_rows(Admission("e1", "e1-b1.1", "admitted", SEATS[0], "north", START, 1))


def test_who_shows_it_again_is_told_where_and_when_it_was_used(sold: Bench) -> None:
    sold.given(admit())
    sold.now += timedelta(minutes=5)
    sold.when(admit(gate="south"))
    sold.then(refused("already_admitted", **IN))
    sold.then_rows(Admission("e1", "e1-b1.1", "admitted", SEATS[0], "north", START, 1))


def test_the_same_scan_again_is_answered_as_the_first_one_was(sold: Bench) -> None:
    sold.when(admit(), id="scan")
    first = sold.said()
    sold.given(take_back(), admit(gate="south"))
    sold.when(admit(), id="scan")
    sold.then_nothing()
    assert [answer.type for _, answer in sold.last.again] == ["TicketAdmitted"] and first == [admitted()]


def test_a_scan_that_was_refused_stays_refused_when_it_is_said_again(sold: Bench) -> None:
    sold.given(admit())
    sold.when(admit(gate="south"), id="scan")
    sold.given(take_back())
    sold.when(admit(gate="south"), id="scan")
    sold.then_nothing()
    assert [answer.type for _, answer in sold.last.again] == ["AdmissionRefused"]


def test_each_ticket_of_a_booking_lets_one_in(sold: Bench) -> None:
    for number, place in enumerate(SEATS, 1):
        sold.when(admit(number))
        sold.then(admitted(number, place))


def test_places_without_seats_are_told_by_their_number(inventory: Bench) -> None:
    inventory.given(requested(**STANDING), confirmed(**STANDING))
    inventory.when(admit(2))
    inventory.then(admitted(2, "standing-2"))


def test_the_code_of_before_a_reissue_is_void_and_the_new_one_good(sold: Bench) -> None:
    sold.given(reissue())
    sold.when(admit(issue=1))
    sold.then(refused("void"))
    sold.when(admit(issue=2))
    sold.then(admitted())


def test_a_new_code_lets_nobody_in_where_the_old_one_did(sold: Bench) -> None:
    sold.given(admit(), reissue())
    sold.when(admit(issue=2))
    sold.then(refused("already_admitted", **IN))
    sold.when(admit(issue=1))
    sold.then(refused("void", **IN))


def test_a_ticket_that_was_given_up_is_void_also_after_somebody_came_in(sold: Bench) -> None:
    sold.given(admit(), TicketsGivenUp(**what(*SEATS), tickets=(1,)))
    sold.when(admit())
    sold.then(refused("void", **IN))
    sold.when(admit(2))
    sold.then(admitted(2, SEATS[1]))


def test_what_was_cancelled_is_void(sold: Bench) -> None:
    sold.given(cancelled(*SEATS))
    sold.when(admit())
    sold.then(refused("void"))


def test_nobody_comes_in_to_what_was_called_off(sold: Bench) -> None:
    sold.given(event_cancelled())
    sold.when(admit())
    sold.then(refused("event_cancelled"))


def test_before_there_are_tickets_none_is_good_and_then_it_is(inventory: Bench) -> None:
    inventory.when(admit())
    inventory.then_refused("not_found")
    inventory.given(requested(*SEATS))
    inventory.when(admit())
    inventory.then(refused("void"))
    inventory.given(confirmed(*SEATS))
    inventory.when(admit())
    inventory.then(admitted())


@pytest.mark.parametrize("number", [0, 3])
def test_a_ticket_that_the_booking_does_not_have_is_void(sold: Bench, number: int) -> None:
    sold.when(admit(number))
    sold.then(refused("void", number))


def test_codes_of_the_first_kind_are_good_until_there_are_others(sold: Bench) -> None:
    sold.given(Hold("e1", "e1-b1", "sold", SEATS, buyer_id="ben", issue=0))
    sold.when(admit(issue=0))
    sold.then(admitted())


DOOR = {"organiser_id": "dora", "roles": {"olga": "door"}}


@pytest.mark.parametrize(
    ("who", "may"),
    [
        (DOOR, True), ({"organiser_id": "otto", "by_operator": True}, True), ({"organiser_id": "otto"}, False),
        (DOOR | {"roles": {"olga": "manager"}}, True), (DOOR | {"roles": {"olga": "accountant"}}, False),
        (DOOR | {"roles": {"otto": "door"}}, False),
    ],
)  # fmt: skip
def test_the_people_of_the_door_let_people_in_and_no_others(sold: Bench, who: dict[str, Any], may: bool) -> None:
    sold.when(admit(**who))
    sold.then(admitted() if may else AdmissionForbidden(**TICKET))
    sold.when(take_back(**who))
    sold.then(taken_back() if may else AdmissionForbidden(**TICKET))


def test_what_is_taken_back_lets_somebody_in_again(sold: Bench) -> None:
    sold.given(admit())
    sold.when(take_back())
    sold.then(taken_back())
    sold.when(admit(gate="south"))
    sold.then(admitted(turn=3, gate="south"))


def test_what_is_taken_back_of_a_void_ticket_stays_void(sold: Bench) -> None:
    sold.given(admit(), cancelled(*SEATS))
    sold.when(take_back())
    sold.then(taken_back())
    sold.when(admit())
    sold.then(refused("void"))


def test_where_nobody_came_in_nothing_is_taken_back(sold: Bench) -> None:
    sold.when(take_back())
    sold.then(refused("not_admitted"))
    sold.given(admit(), take_back())
    sold.when(take_back())
    sold.then(refused("not_admitted"))


def test_a_second_copy_takes_nothing_back_that_came_later(sold: Bench) -> None:
    sold.given(admit())
    sold.when(take_back(), id="undo")
    sold.given(admit(gate="south"))
    sold.when(take_back(), id="undo")
    sold.then_nothing()
    sold.when(admit())
    sold.then(refused("already_admitted", gate="south", admitted_at=START))


def test_of_an_event_that_nobody_knows_nothing_is_taken_back() -> None:
    bench = Bench(service)
    bench.when(take_back())
    bench.then_refused("not_found")


@pytest.mark.parametrize(
    ("state", "turn", "legal"),
    [
        ("admitted", 1, False),
        ("admitted", 2, False),
        ("admitted", 3, True),
        ("taken_back", 2, True),
        ("taken_back", 3, False),
    ],
)
def test_two_do_not_come_in_with_nothing_between(state: Any, turn: int, legal: bool) -> None:
    before = Admission("e1", "e1-b1.1", "admitted", SEATS[0], "north", START, 1)
    assert before.but(state=state, turn=turn).legal(before) is legal


SCANS: tuple[Message, ...] = tuple(
    admit(number, issue, gate) for number in (1, 2) for issue in (1, 2) for gate in ("north", "south")
)
LIFE: tuple[Message, ...] = (
    requested(*SEATS), confirmed(*SEATS), reissue(), TicketsGivenUp(**what(*SEATS), tickets=(1,)), cancelled(*SEATS),
)  # fmt: skip
SAYABLE: tuple[Message, ...] = (*SCANS, *LIFE, take_back(1), take_back(2))


def entries(said: list[Message]) -> Iterator[tuple[str, int]]:
    for one in said:
        if isinstance(one, TicketAdmitted):
            yield one.ticket, 1
        elif isinstance(one, AdmissionTakenBack):
            yield one.ticket, -1


@settings(max_examples=100, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(SAYABLE), st.integers(0, 9)), max_size=25))
def test_whatever_is_shown_in_whatever_order_a_ticket_has_one_in(story: list[tuple[Message, int]]) -> None:
    bench, inside = Bench(service), {"e1-b1.1": 0, "e1-b1.2": 0}
    bench.given(published(), stalls())
    for said, copy in story:
        bench.when(said, id=f"{type(said).__name__}-{copy}" if isinstance(said, AdmitTicket) else "")
        for name, by in entries(bench.said()):
            inside[name] += by
        assert bench.outcome != "dead" and set(inside.values()) <= {0, 1}, bench.error

from datetime import datetime, timedelta

from choreography.testing import START, Bench
from contracts.bookings import BookingCancelled, BookingExpired, TicketsGivenUp
from contracts.identity import SessionRefused
from contracts.users import (
    AcknowledgeAlert,
    AlertAcknowledged,
    AlertResolved,
    Kind,
    ResolveAlert,
    RiskChanged,
    SecurityAlerted,
    SecurityNoted,
)
from handlers.users.rows import SecurityAlert, Watch

MINUTE = timedelta(minutes=1)
OF = {"event_id": "e1", "booking_id": "e1-b1", "buyer_id": "ann"}
OPEN = SecurityAlert("ann", "ann-holds-1")
ALERT = {"account_id": "ann", "alert_id": "ann-holds-1"}
RAISED = RiskChanged(account_id="ann", risk="raised", turn=1)


def noted(about: str, at: datetime = START, kind: Kind = "holds") -> SecurityNoted:
    return SecurityNoted(account_id="ann", kind=kind, about=about, at=at)


def nine(users: Bench, kind: Kind = "holds") -> None:
    for n in range(9):
        users.when(noted(f"b{n}", kind=kind))
        users.then()


def test_wrong_passwords_and_codes_are_noted_and_other_refusals_are_not(users: Bench) -> None:
    for reason, said in (("bad_credentials", 1), ("bad_code", 1), ("locked", 1), ("code_needed", 0)):
        users.when(SessionRefused(account_id="ann", request="r1", reason=reason), at=START)
        users.then(*[noted("r1", kind="sign_ins")] * said)


def test_a_hold_that_lapsed_is_noted_in_its_buyers_partition(users: Bench) -> None:
    users.when(BookingExpired(**OF), at=START)
    users.then(noted("e1-b1"))


def test_what_its_buyer_gave_up_is_noted_where_money_goes_back(users: Bench) -> None:
    users.when(BookingCancelled(**OF, reason="buyer", returned=True), at=START)
    users.then(noted("e1-b1", kind="refunds"))
    for reason in ("buyer", "event_cancelled"):
        users.when(BookingCancelled(**OF, reason=reason))
        users.then_nothing()


def test_tickets_that_their_buyer_gave_up_are_noted_once_each_time_money_goes_back(users: Bench) -> None:
    for number in (1, 2):
        given_up = TicketsGivenUp(**OF, seats=("A1", "A2", "A3"), tickets=(number, 3), returned=True)
        users.when(given_up, at=START)
        users.then(noted(f"e1-b1-{number}", kind="refunds"))
    users.when(given_up.model_copy(update={"returned": False}))
    users.then_nothing()


def test_the_tenth_within_the_hour_is_an_alert(users: Bench) -> None:
    nine(users)
    users.passes(50 * MINUTE)
    users.when(noted("b9", START + 50 * MINUTE))
    users.then(SecurityAlerted(**ALERT, kind="holds", count=10, since=START, until=START + 50 * MINUTE), RAISED)
    users.then_rows(OPEN)


def test_copies_are_no_alert(users: Bench) -> None:
    nine(users)
    for id_ in ("first", "first", "second"):
        users.when(noted("b8"), id=id_)
        users.then_nothing()


def test_one_alert_a_window_and_another_one_after_it(users: Bench) -> None:
    nine(users)
    for n in range(9, 40):
        users.when(noted(f"b{n}"))
        assert len(users.said()) == 2 * (n == 9)
    users.passes(61 * MINUTE)
    for n in range(40, 50):
        users.when(noted(f"b{n}", START + 61 * MINUTE))
    (alerted,) = users.said()
    assert isinstance(alerted, SecurityAlerted) and (alerted.alert_id, alerted.count) == ("ann-holds-2", 10)


def test_what_is_spread_over_more_than_the_window_is_no_alert(users: Bench) -> None:
    for n in range(30):
        users.when(noted(f"b{n}", START + 7 * n * MINUTE))
        users.then()
        users.passes(7 * MINUTE)


def test_what_is_heard_after_its_window_counts_no_more(users: Bench) -> None:
    users.passes(61 * MINUTE)
    users.when(noted("b1"))
    users.then_nothing()


def test_what_is_heard_out_of_order_counts_all_the_same(users: Bench) -> None:
    users.passes(10 * MINUTE)
    for n in range(10):
        users.when(noted(f"b{n}", START + (9 - n) * MINUTE))
    users.then(SecurityAlerted(**ALERT, kind="holds", count=10, since=START, until=START + 9 * MINUTE), RAISED)


def test_each_kind_is_counted_by_itself(users: Bench) -> None:
    nine(users)
    nine(users, "refunds")
    assert (watch := users.row(Watch, "ann", "refunds")) and len(watch.times) == 9


def test_who_looks_first_and_who_resolves_first_stay(users: Bench) -> None:
    users.given(OPEN)
    for who in ("oda", "otto"):
        users.when(AcknowledgeAlert(**ALERT, operator_id=who))
        users.then(AlertAcknowledged(**ALERT, operator_id="oda"))
    for who in ("otto", "oda"):
        users.when(ResolveAlert(**ALERT, operator_id=who))
        users.then(AlertResolved(**ALERT, operator_id="otto"))
    users.then_rows(OPEN.but(acknowledged_by="oda", resolved_by="otto"))


def test_what_is_resolved_is_not_looked_after_again(users: Bench) -> None:
    users.given(OPEN.but(resolved_by="otto"))
    users.when(AcknowledgeAlert(**ALERT, operator_id="oda"))
    users.then(AlertResolved(**ALERT, operator_id="otto"))


def test_a_second_copy_of_an_answer_changes_nothing(users: Bench) -> None:
    users.given(OPEN)
    for kind in (AcknowledgeAlert, ResolveAlert):
        users.when(kind(**ALERT, operator_id="oda"), id=kind.__name__)
        users.when(kind(**ALERT, operator_id="oda"), id=kind.__name__)
        users.then_nothing()


def test_an_alert_that_is_not_there_is_refused(users: Bench) -> None:
    for kind in (AcknowledgeAlert, ResolveAlert):
        users.when(kind(**ALERT, operator_id="oda"))
        users.then_refused("not_found")

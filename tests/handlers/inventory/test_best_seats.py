"""A quantity of a type that is sold by seat: the best seats together, or none."""

from datetime import timedelta
from typing import Any

from choreography.testing import Bench
from contracts.base import Message
from contracts.catalog import EventPublished, SectionPublished
from contracts.inventory import SeatsHeld, SeatsRejected
from handlers.inventory import inventory as service
from handlers.inventory.own import TakeSeats
from handlers.inventory.rows import Hold, Plan, Seat, Section
from tests.handlers.inventory.saying import (
    cancelled,
    confirmed,
    counts,
    event_cancelled,
    expired,
    held,
    published,
    rejected,
    released,
    requested,
)

NOW = timedelta()
BEST: dict[str, Any] = {"ticket_type": "seated", "quantity": 2}


def seated(event: EventPublished | None = None, **rows: int) -> Bench:
    """An event with a section `stalls` of these rows."""
    bench, seats = Bench(service), sum(rows.values())
    event = (event or published()).model_copy(update={"capacity": 2 + seats})
    bench.given(event, section("stalls", **rows))
    return bench


def section(name: str, **rows: int) -> SectionPublished:
    return SectionPublished(event_id="e1", section=name, ticket_type="seated", price=5_000, rows=rows)


def asks(bench: Bench, quantity: int = 2, booking: str = "b1", **other: Any) -> Message:
    """What is said in the end."""
    bench.when(requested(booking=booking, ticket_type="seated", quantity=quantity, **other))
    if not bench.said():
        bench.passes(NOW)
    said: Message
    (said,) = [one for one in bench.said() if isinstance(one, SeatsHeld | SeatsRejected)]
    return said


def seats_of(said: Message) -> str:
    assert isinstance(said, SeatsHeld), said
    return " ".join(said.seats)


def reason(said: Message) -> tuple[str, str]:
    assert isinstance(said, SeatsRejected), said
    return said.reason, " ".join(said.lost)


def marks(bench: Bench) -> dict[str, str]:
    found = bench.row(Section, "e1", "stalls")
    return found.taken if found else {}


def test_the_best_seats_are_held_and_named() -> None:
    bench = seated(A=6)
    said = asks(bench)
    assert said == held("stalls-A3", "stalls-A4", stock_seq=2, price=10_000, **BEST)
    bench.then_rows(Seat("e1", "stalls-A3", "e1-b1", 1), Seat("e1", "stalls-A4", "e1-b1", 1))
    assert counts(bench) == (2, 0) and marks(bench) == {"A": "001100"}


def test_rows_come_in_their_order_and_sections_in_that_of_the_plan() -> None:
    bench = seated(A=2, B=2, AA=2)
    bench.given(section("balcony", A=2))
    found = [seats_of(asks(bench, booking=f"b{n}")) for n in range(4)]
    assert [seats.split()[0] for seats in found] == ["stalls-A1", "stalls-B1", "stalls-AA1", "balcony-A1"]


def test_another_section_is_better_than_a_seat_left_alone() -> None:
    bench = seated(A=3)
    bench.given(section("balcony", A=4))
    assert seats_of(asks(bench)) == "balcony-A1 balcony-A2"


def test_seats_are_never_scattered() -> None:
    bench = seated(A=3)
    bench.given(requested("stalls-A2", booking="other"))
    assert reason(asks(bench)) == ("no_seats_together", "")
    bench.then_rows(Hold("e1", "e1-b1", "released", (), "seated", 2, "ben"))
    assert counts(bench) == (1, 0)


def test_a_type_without_a_free_seat_is_sold_out() -> None:
    bench = seated(A=2)
    bench.given(requested("stalls-A1", "stalls-A2", booking="other"))
    assert reason(asks(bench, 1)) == ("sold_out", "")


def test_many_who_ask_at_once_have_different_seats() -> None:
    bench = seated(A=6)
    for n in range(4):
        bench.when(requested(booking=f"b{n}", **BEST))
    bench.passes(NOW)
    holds = [bench.row(Hold, "e1", f"e1-b{n}") for n in range(4)]
    assert [hold.seats for hold in holds if hold] == [
        ("stalls-A3", "stalls-A4"), ("stalls-A1", "stalls-A2"), ("stalls-A5", "stalls-A6"), (),
    ]  # fmt: skip
    assert counts(bench) == (6, 0)


def test_seats_that_are_picked_are_nobody_elses() -> None:
    bench = seated(A=2)
    bench.when(requested(**BEST))
    assert bench.goes_on() and marks(bench) == {"A": "11"}
    bench.when(requested("stalls-A1", booking="other"))
    bench.then(rejected("taken", "stalls-A1", booking="other"))


def test_seats_that_are_released_are_picked_again() -> None:
    bench = seated(A=2)
    asks(bench)
    bench.when(expired("stalls-A1", "stalls-A2", **BEST))
    assert marks(bench) == {"A": "00"}
    assert seats_of(asks(bench, booking="b2")) == "stalls-A1 stalls-A2"


def test_who_ends_a_booking_need_not_know_its_seats() -> None:
    bench = seated(A=2)
    asks(bench)
    bench.when(expired(**BEST))
    bench.passes(NOW)
    bench.then(released("stalls-A1", "stalls-A2", stock_seq=3, **BEST))
    assert counts(bench) == (0, 0) and marks(bench) == {"A": "00"}


def test_the_tickets_are_for_the_seats_that_were_picked() -> None:
    bench = seated(A=2)
    asks(bench)
    bench.when(confirmed(**BEST))
    (issued,) = bench.said()
    assert getattr(issued, "seats", ()) == ("stalls-A1", "stalls-A2")


def test_a_second_copy_picks_once() -> None:
    bench = seated(A=6)
    bench.given(requested(**BEST), requested(**BEST))
    bench.passes(NOW)
    bench.when(requested(**BEST))
    bench.then_nothing()
    assert counts(bench) == (2, 0) and marks(bench) == {"A": "001100"}


def test_a_booking_that_is_over_before_its_seats_are_picked_has_none() -> None:
    bench = seated(A=6)
    bench.when(requested(**BEST))
    bench.when(cancelled(**BEST))
    bench.passes(NOW)
    bench.then_nothing()
    assert counts(bench) == (0, 0) and not marks(bench)


def test_a_booking_that_is_over_before_its_seats_are_held_leaves_them_free() -> None:
    bench = seated(A=6)
    bench.given(requested(**BEST))
    assert bench.goes_on()
    bench.given(cancelled(**BEST))
    assert marks(bench) == {"A": "001100"}
    bench.passes(NOW)
    assert counts(bench) == (0, 0) and marks(bench) == {"A": "000000"}


def test_what_is_asked_before_its_sections_are_known_is_early() -> None:
    bench = Bench(service)
    bench.given(published())
    bench.when(requested(**BEST))
    bench.then_early()
    bench.given(section("stalls", A=2))
    bench.passes(timedelta(seconds=4))
    assert counts(bench) == (2, 0)


def test_sections_that_nobody_tells_of_in_time_have_no_seats() -> None:
    bench = Bench(service)
    bench.given(published())
    bench.when(requested(**BEST))
    bench.passes(timedelta(seconds=6))
    bench.then(rejected("unknown_ticket_type"))


def test_money_that_comes_late_has_the_same_seats_while_they_are_free() -> None:
    bench = seated(A=6)
    asks(bench)
    bench.given(expired(**BEST))
    bench.passes(NOW)
    assert seats_of(asks(bench, attempt=2)) == "stalls-A3 stalls-A4"
    bench.given(expired(**BEST))
    bench.passes(NOW)
    bench.given(requested("stalls-A3", booking="other"))
    assert reason(asks(bench, attempt=3)) == ("taken", "stalls-A3")
    assert marks(bench) == {"A": "001000"}


def test_an_event_of_before_seats_were_picked_sells_them_by_name_alone() -> None:
    bench = seated(A=6)
    del bench.books.rows[Plan]
    assert reason(asks(bench)) == ("only_by_name", "")
    bench.when(requested("stalls-A1", booking="b2"))
    bench.then(held("stalls-A1", booking="b2", stock_seq=2, price=5_000))
    bench.when(expired("stalls-A1", booking="b2"))
    bench.then(released("stalls-A1", booking="b2", stock_seq=3))
    assert marks(bench) == {}


def test_an_event_that_is_called_off_meanwhile_gives_no_seats() -> None:
    bench = seated(A=6)
    bench.given(requested(**BEST), event_cancelled())
    bench.passes(NOW)
    bench.then(rejected("event_cancelled", stock_seq=2))
    assert marks(bench) == {"A": "000000"}


def test_the_rules_of_the_type_hold_for_what_is_picked() -> None:
    kinds = (published().ticket_types[0].model_copy(update={"max_per_buyer": 2}), published().ticket_types[1])
    bench = seated(published().model_copy(update={"ticket_types": kinds}), A=6)
    bench.given(requested(**BEST), requested(booking="b2", **BEST))
    bench.passes(NOW)
    assert counts(bench) == (2, 0) and marks(bench) == {"A": "001100"}
    assert reason(asks(bench, 1, booking="b3")) == ("too_many_of_buyer", "")


def test_a_section_said_twice_keeps_its_marks() -> None:
    bench = seated(A=6)
    asks(bench)
    bench.given(section("stalls", A=6))
    assert marks(bench) == {"A": "001100"}
    bench.then_rows(Plan("e1", {"seated": ("stalls",)}, {"stalls": 0b100}))


def test_a_take_that_was_called_off_is_not_done() -> None:
    bench = seated(A=2)
    asks(bench)
    late = TakeSeats(
        event_id="e1", booking_id="e1-b1", buyer_id="ben", seats=("stalls-A1",), attempt=9, picked=False
    )  # fmt: skip
    bench.when(late)
    assert counts(bench) == (2, 0) and marks(bench) == {"A": "11"}


def test_the_best_seats_are_given_for_nothing() -> None:
    said = asks(seated(A=6), complimentary=True)
    assert isinstance(said, SeatsHeld) and (seats_of(said), said.price) == ("stalls-A3 stalls-A4", 0)

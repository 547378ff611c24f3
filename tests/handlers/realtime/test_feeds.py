"""What is said on the feeds, numbered, and what nobody else may see."""

import json
from typing import Any

import pytest

from choreography.testing import Bench
from choreography.vocabulary import Tell
from contracts.base import Message
from contracts.bookings import BookingAffected, BookingConfirmed, BookingRequested
from contracts.inventory import (
    SeatsBlocked,
    SeatsHeld,
    SeatsUnblocked,
    SectionChanged,
    SomeSeatsUnblocked,
    SomeTicketsVoided,
    StockClosed,
    StockOpened,
    TicketsIssued,
    TicketsReissued,
)
from handlers.realtime import realtime
from handlers.realtime.rows import EVENT, Channel, Feed

WHO = {"event_id": "e", "booking_id": "e-b", "buyer_id": "zoe"}
SEATS = {"seats": ("stalls-A1",)}


@pytest.fixture
def bench() -> Bench:
    return Bench(realtime)


def told(bench: Bench) -> list[tuple[str, dict[str, Any]]]:
    return [(word.subject, json.loads(word.body)) for word in bench.last.told if isinstance(word, Tell)]


def test_a_bookings_messages_are_numbered_from_one(bench: Bench) -> None:
    bench.when(BookingRequested(**WHO, **SEATS, attempt=1))
    bench.when(BookingConfirmed(**WHO, **SEATS, price=0, currency="EUR", stock_seq=2))
    ((subject, frame),) = told(bench)
    assert subject == "live.booking.zoe.e-b"
    assert (frame["channel"], frame["from"], frame["to"]) == ("booking:e-b", 2, 2)
    bench.then_rows(Channel("e", "e-b", "zoe", n=2))


def test_that_the_event_changed_is_news_for_each_holder(bench: Bench) -> None:
    bench.when(BookingAffected(**WHO, **SEATS, change=1, changed=("place",), place="Harbour"))
    ((subject, frame),) = told(bench)
    assert subject == "live.booking.zoe.e-b"
    assert (frame["body"]["type"], frame["body"]["changed"]) == ("BookingAffected", ["place"])  # type: ignore[index]


def test_what_anybody_may_see_of_a_held_seat_names_no_buyer_and_no_booking(bench: Bench) -> None:
    bench.when(SeatsHeld(**WHO, **SEATS, attempt=1, price=5, currency="EUR", stock_seq=7))
    ((subject, frame),) = told(bench)
    assert subject == "live.event.e" and frame["to"] == 7
    assert frame["body"]["seats"] == {"stalls-A1": "held"}
    assert "zoe" not in json.dumps(frame) and "e-b" not in json.dumps(frame)


TICKETS: dict[str, Any] = {**WHO, **SEATS, "codes": ("secret",), "stock_seq": 8}


@pytest.mark.parametrize("said", [TicketsIssued(**TICKETS), TicketsReissued(**TICKETS, issue=2)], ids=["new", "other"])
def test_tickets_are_told_to_all_and_to_the_buyer_without_their_codes(bench: Bench, said: Message) -> None:
    bench.when(said)
    assert [subject for subject, _ in told(bench)] == ["live.event.e", "live.booking.zoe.e-b"]
    assert "secret" not in json.dumps(told(bench))


def test_of_a_booking_that_loses_tickets_only_their_seats_are_told_free(bench: Bench) -> None:
    seats = {"seats": ("stalls-A1", "stalls-A2", "stalls-A3"), "codes": ("", "", "secret")}
    bench.when(SomeTicketsVoided(**WHO, **seats, tickets=(2,), void=(1, 2), stock_seq=8))
    public, mine = told(bench)
    assert public[1]["body"]["seats"] == {"stalls-A2": "free"} and public[1]["body"]["quantity"] == 1
    assert mine[0] == "live.booking.zoe.e-b" and "secret" not in json.dumps(mine)


def test_seats_that_were_given_up_are_not_told_as_sold_with_other_tickets(bench: Bench) -> None:
    seats = {"seats": ("stalls-A1", "stalls-A2"), "codes": ("", "secret")}
    bench.when(TicketsReissued(**WHO, **seats, issue=2, void=(1,), stock_seq=9))
    assert told(bench)[0][1]["body"]["seats"] == {"stalls-A2": "sold"}


def test_a_second_copy_is_not_told_again(bench: Bench) -> None:
    bench.when(BookingRequested(**WHO, **SEATS, attempt=1), id="one")
    bench.when(BookingRequested(**WHO, **SEATS, attempt=1), id="one")
    assert not told(bench)
    bench.then_rows(Channel("e", "e-b", "zoe", n=1))


def test_the_feed_keeps_what_was_said_for_those_who_come_back(bench: Bench) -> None:
    bench.when(StockOpened(event_id="e", capacity=9, stock_seq=1))
    bench.when(StockClosed(event_id="e", stock_seq=4))
    rows = [row for row in bench.books.rows[Feed].values() if isinstance(row, Feed)]
    assert [(row.channel, row.n) for row in rows] == [(EVENT, 1), (EVENT, 4)]


KEPT: dict[str, Any] = {"event_id": "e", "block_id": "k1", **SEATS, "reason": "a secret", "stock_seq": 9}


@pytest.mark.parametrize(
    ("said", "state"),
    [
        (SeatsBlocked(**KEPT), "blocked"),
        (SeatsUnblocked(**KEPT), "free"),
        (SomeSeatsUnblocked(**KEPT, left=("stalls-A2",)), "free"),
    ],
    ids=["blocked", "free", "some"],
)
def test_that_a_seat_is_blocked_is_for_anybody_to_see_and_not_why(bench: Bench, said: Message, state: str) -> None:
    bench.when(said)
    ((subject, frame),) = told(bench)
    assert subject == "live.event.e" and frame["to"] == 9
    assert frame["body"]["seats"] == {"stalls-A1": state}
    assert "secret" not in json.dumps(frame) and "k1" not in json.dumps(frame)


def test_that_the_plan_changed_has_its_number_among_the_changes_of_the_sale(bench: Bench) -> None:
    bench.when(
        SectionChanged(event_id="e", change_id="c", section="s", rows={"A": 1}, added=1, capacity=9, stock_seq=4)
    )
    ((subject, frame),) = told(bench)
    assert (subject, frame["to"], frame["body"]["state"]) == ("live.event.e", 4, "changed")
    assert frame["body"]["plan"] == 4


COUNTS: dict[str, Any] = {"counts": {"standing": {"held": 2, "sold": 0, "blocked": 0}}, "free": {"standing": 3}}
STANDING: dict[str, Any] = {**WHO, "ticket_type": "standing", "quantity": 2, "stock_seq": 7}


def test_the_counts_after_a_change_are_for_anybody_to_see(bench: Bench) -> None:
    bench.when(SeatsHeld(**STANDING, **COUNTS, attempt=1, price=5, currency="EUR"))
    ((subject, frame),) = told(bench)
    assert subject == "live.event.e" and frame["body"].items() >= COUNTS.items()


def test_a_buyer_is_not_told_the_counts_of_the_event(bench: Bench) -> None:
    bench.when(TicketsIssued(**STANDING, **COUNTS, codes=("a", "b")))
    public, mine = told(bench)
    assert public[1]["body"].items() >= COUNTS.items()
    assert not {"counts", "free"} & mine[1]["body"].keys()


def test_a_change_of_before_counts_were_told_has_none(bench: Bench) -> None:
    bench.when(SeatsHeld(**STANDING, attempt=1, price=5, currency="EUR"))
    ((_, frame),) = told(bench)
    assert not {"counts", "free"} & frame["body"].keys() and frame["body"]["quantity"] == 2


def test_whether_the_event_is_sold_is_told_by_a_name_that_no_other_change_has(bench: Bench) -> None:
    bench.when(StockOpened(event_id="e", capacity=9, stock_seq=1))
    assert told(bench)[0][1]["body"]["sale"] == "open"
    bench.when(StockClosed(event_id="e", stock_seq=2))
    assert told(bench)[0][1]["body"]["sale"] == "closed"
    bench.when(SeatsHeld(**STANDING, attempt=1, price=5, currency="EUR"))
    assert not {"sale", "plan"} & told(bench)[0][1]["body"].keys()

"""The rules of one message within its batch: each was once broken, and lost or doubled something."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import pytest

from choreography.fold import Hole, fold
from choreography.intake import Item, wanted
from choreography.testing import START, Bench
from contracts.base import Message, Refused
from tests.choreography.counter import (
    Bug,
    Bumped,
    Counter,
    Opened,
    Raise,
    RaiseAll,
    Raised,
    Rang,
    Ready,
    Wait,
    counters,
)

ONE = {"hall": "h", "name": "one"}


@pytest.fixture
def bench() -> Iterator[Bench]:
    Bug.on = True
    bench = Bench(counters)
    bench.given(Opened(**ONE))
    yield bench
    Bug.on = True


def item(bench: Bench, message: Message, offset: int = 0) -> Item:
    envelope = bench._envelope(message, f"id-{offset}", "", None)
    return Item(envelope, message.model_dump_json().encode(), 0, message, place=(message.TOPIC, offset))


def test_a_batch_that_begins_behind_what_is_next_is_a_hole(bench: Bench) -> None:
    late = item(bench, Bumped(**ONE), offset=1)
    with pytest.raises(Hole):
        fold(counters, [late], bench.store.load_now(wanted(counters, [late], [0])))


def test_a_redelivered_record_is_dropped_without_a_look_into_the_inbox(bench: Bench) -> None:
    first = item(bench, Bumped(**ONE), offset=0)
    folded = fold(counters, [first, first], bench.store.load_now(wanted(counters, [first], [0])))
    assert len(folded.changes.said) == 1 and folded.changes.lanes[0].next == {"choreography.events": 1}


def test_the_same_message_twice_in_one_batch_is_handled_once(bench: Bench) -> None:
    first, copy = item(bench, Bumped(**ONE), 0), item(bench, Bumped(**ONE), 1)
    copy = replace(copy, envelope=first.envelope)
    folded = fold(counters, [first, copy], bench.store.load_now(wanted(counters, [first, copy], [0])))
    assert len(folded.changes.said) == 1 and folded.changes.lanes[0].next == {"choreography.events": 2}


def test_a_replaced_timer_has_another_id_and_the_first_never_comes(bench: Bench) -> None:
    bench.when(Wait(**ONE, seconds=10), id="a")
    (first,) = bench.waits()
    bench.when(Wait(**ONE, seconds=20), id="b")
    (second,) = bench.waits()
    assert first.id != second.id and second.due == START + timedelta(seconds=20)
    bench.passes(timedelta(seconds=15))
    assert not any(isinstance(said, Rang) for said in bench.said())


def test_a_guard_holds_within_a_batch_and_names_the_guilty(bench: Bench) -> None:
    messages = [item(bench, Bumped(**ONE, by=6), n) for n in range(2)]
    folded = fold(counters, messages, bench.store.load_now(wanted(counters, messages, [0])))
    assert [outcome for _, _, outcome, _ in folded.outcomes] == ["done", "dead"]
    assert "not legal" in folded.outcomes[1][3]


def test_a_command_is_answered_by_the_first_message_of_its_subject_that_answers_it(bench: Bench) -> None:
    bench.when(Raise(**ONE), id="command")
    answer = bench.books.inbox["command"].answer
    assert answer and answer.type == "Raised" and bench.last.changes.said[0].answers[0].startswith("command.")


def test_a_second_copy_of_a_command_is_answered_from_the_first(bench: Bench) -> None:
    first = bench.when(Raise(**ONE), id="command").changes.said[0]
    copy = bench.when(Raise(**ONE), id="command")
    assert not copy.changes.said and copy.again == [(first.answers[0], bench.books.inbox["command"].answer)]


def test_a_second_copy_with_another_body_is_refused_to_whoever_sent_it(bench: Bench) -> None:
    bench.when(Raise(**ONE), id="command")
    ((token, answer),) = bench.when(Raise(**ONE, by=2), id="command").again
    refused = Refused.model_validate_json(answer.body)
    assert refused.reason == "idempotency_key_reused" and token.startswith("command.")


def test_a_command_that_names_what_does_not_exist_is_refused_and_answered(bench: Bench) -> None:
    bench.when(Raise(hall="h", name="nowhere"), id="command")
    bench.then_refused("not_found")
    assert bench.books.inbox["command"].answer


def test_an_early_event_is_handled_once_the_row_that_it_lacked_is_written(bench: Bench) -> None:
    bench.when(Bumped(hall="h", name="two"))
    bench.then_early()
    bench.when(Opened(hall="h", name="two"))
    (waiting,) = bench.waits()
    assert waiting.due == bench.now
    bench.passes(timedelta())
    bench.then(Raised(hall="h", name="two", total=1))


def test_an_early_event_holds_back_nothing_and_dies_only_after_a_day(bench: Bench) -> None:
    bench.when(Bumped(hall="h", name="two"))
    bench.when(Opened(hall="h", name="two", label="other"))
    assert bench.outcome == "done"
    bench.when(Bumped(hall="h", name="three"))
    bench.passes(timedelta(hours=23))
    assert [one.reason for one in bench.waits()] == ["early"]
    bench.passes(timedelta(hours=2))
    assert [(one.reason, one.blocks) for one in bench.waits()] == [("dead", False)]


def test_an_early_event_is_tried_again_after_ever_longer_and_at_last_each_minute(bench: Bench) -> None:
    bench.when(Bumped(hall="h", name="two"))
    pauses = []
    for _ in range(9):
        (early,) = bench.waits()
        pauses.append((early.due - bench.now).total_seconds())
        assert bench.goes_on(early.due)
    assert pauses == [2, 4, 8, 16, 32, 60, 60, 60, 60]


def test_a_state_that_is_early_is_tried_again_when_its_row_changes(bench: Bench) -> None:
    bench.when(Ready(**ONE))
    bench.then_early()
    bench.when(Bumped(**ONE))
    bench.passes(timedelta())
    bench.then(Raised(**ONE, total=1))


def test_behind_a_dead_message_those_of_its_subject_and_topic_wait_and_others_do_not(bench: Bench) -> None:
    bench.given(Opened(hall="h", name="two"))
    bench.when(Bumped(**ONE, by=13))
    bench.then_dead("the bug")
    bench.when(Bumped(**ONE))
    assert [one.reason for one in bench.waits()] == ["dead", "parked"]
    bench.when(Bumped(hall="h", name="two"))
    assert bench.outcome == "done"


def test_five_parked_behind_one_come_out_in_order_and_a_second_replay_changes_nothing(bench: Bench) -> None:
    bench.when(Bumped(**ONE, by=13), id="dead")
    for number in range(5):
        bench.when(Bumped(**ONE), id=f"parked-{4 - number}")
    Bug.on = False
    order = []
    for _ in range(2):
        if "dead" in bench.books.waiting:
            bench.books.waiting["dead"] = replace(bench.books.waiting["dead"], reason="next", due=bench.now)
        while bench._next_waiting():
            bench.passes(timedelta())
            order = [id_ for id_ in bench.books.inbox if id_.startswith(("dead", "parked"))]
    assert order == ["dead", *(f"parked-{4 - number}" for number in range(5))]
    bench.then_rows(Counter("h", "one", total=5))


def test_a_second_copy_of_a_parked_message_keeps_its_place(bench: Bench) -> None:
    bench.when(Bumped(**ONE, by=13), id="dead")
    bench.when(Bumped(**ONE), id="first")
    bench.when(Bumped(**ONE), id="second")
    bench.when(Bumped(**ONE), id="first")
    assert [one.id for one in bench.waits()] == ["dead", "first", "second"]


def test_if_the_released_one_dies_again_the_rest_waits_behind_it(bench: Bench) -> None:
    bench.when(Bumped(**ONE, by=13), id="dead")
    bench.when(Bumped(**ONE), id="parked")
    bench.books.waiting["dead"] = replace(bench.books.waiting["dead"], reason="next", due=bench.now)
    bench.passes(timedelta())
    assert {one.id: one.reason for one in bench.waits()} == {"dead": "dead", "parked": "parked"}


def test_of_several_that_wait_one_is_released_and_if_it_dies_the_others_wait_behind_it(bench: Bench) -> None:
    bench.when(Bumped(**ONE, by=13), id="dead")
    for id_, by in (("next", 13), ("behind", 1), ("last", 1)):
        bench.when(Bumped(**ONE, by=by), id=id_)
    bench.books.waiting["dead"] = replace(bench.books.waiting["dead"], reason="next", due=bench.now)
    Bug.on = False
    assert bench.goes_on()
    Bug.on = True
    bench.passes(timedelta())
    assert {one.id: one.reason for one in bench.waits()} == {"next": "dead", "behind": "parked", "last": "parked"}
    bench.then_rows(Counter("h", "one", total=0))


def test_a_page_is_worked_off_through_the_changes_of_its_own_batch(bench: Bench) -> None:
    for number in range(250):
        bench.given(Opened(hall="h", name=f"c{number:03}"))
    bench.when(RaiseAll(**ONE))
    bench.passes(timedelta())
    counted = [row.total for row in bench.books.rows[Counter].values() if isinstance(row, Counter)]
    assert counted == [1] * 251 and not bench.waits()


def test_what_cannot_be_read_is_dead_once_and_parks_nobody(bench: Bench) -> None:
    broken = replace(item(bench, Bumped(**ONE)), message=None, error="no JSON")
    folded = fold(counters, [broken], bench.store.load_now(wanted(counters, [broken], [0])))
    (waiting,) = folded.changes.waits
    assert waiting.reason == "dead" and not waiting.blocks and waiting.error == "no JSON"


def test_no_two_messages_of_one_cause_have_one_id(bench: Bench) -> None:
    folded = bench.when(Wait(**ONE, seconds=1), id="x")
    bench.when(Wait(**ONE, seconds=2), id="y")
    ids = [one.id for one in (*folded.changes.waits, *bench.waits())]
    assert len(ids) == len(set(ids))


def test_a_dead_timer_that_is_withdrawn_stays_and_lets_those_behind_it_go_when_it_is_replayed(bench: Bench) -> None:
    bench.when(Wait(hall="bug", name="one", seconds=1))
    bench.passes(timedelta(seconds=1))
    bench.then_dead("the bug")
    bench.when(Wait(hall="bug", name="one", seconds=5))
    bench.passes(timedelta(seconds=5))
    assert [one.reason for one in bench.waits()] == ["dead", "parked"]
    Bug.on = False
    dead = bench.waits()[0]
    bench.books.waiting[dead.id] = replace(dead, reason="next", due=bench.now)
    bench.passes(timedelta())
    bench.then(Rang(hall="bug", name="one"))
    assert not bench.waits()

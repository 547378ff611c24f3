"""Events that want one venue, whatever is asked meanwhile and however their words and its answers cross each other."""

from collections import defaultdict, deque
from datetime import timedelta
from itertools import combinations
from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from choreography.testing import Bench
from contracts.base import MESSAGES, Message
from handlers.catalog import catalog as service
from handlers.catalog.rows import Calendar, Listing
from tests.handlers.catalog.asking import cancel, change, create, of_venue, postpone, publish, reschedule, venue

HOUR = timedelta(hours=1)
EVENTS = ("e1", "e2", "e3")
NEXT = "next"


class Crossing(Bench):
    """What is said to a key comes in order, but anything may come between two words to different keys."""

    def __init__(self) -> None:
        super().__init__(service)
        self.ways: dict[str, deque[Any]] = defaultdict(deque)
        self.asked: list[str] = []

    def ask(self, command: Message) -> None:
        self.asked.append(f"c{len(self.asked)}")
        self.hear(command, self.asked[-1])

    def hear(self, message: Message, id_: str) -> None:
        before = set(self.books.outbox)
        self.when(message, id=id_)
        assert self.outcome != "dead", self.error
        for fresh, said in self.books.outbox.items():
            if fresh not in before and of_venue(said):
                self.ways[said.envelope.key].append(said)

    def comes(self, way: str) -> None:
        """Twice: the second copy is dropped by its id."""
        said = self.ways[way].popleft()
        for _ in range(2):
            self.hear(MESSAGES[said.envelope.type].model_validate_json(said.body), said.id)

    @property
    def busy(self) -> list[str]:
        return sorted(way for way, words in self.ways.items() if words)

    @property
    def live(self) -> list[Listing]:
        rows = (self.row(Listing, event) for event in EVENTS)
        return [row for row in rows if row and row.state in ("on_sale", "sold_out")]

    @property
    def calendar(self) -> Calendar:
        return self.row(Calendar, "v1") or Calendar("v1")

    @property
    def settled(self) -> list[Listing]:
        """To which nothing is under way: one that moves stands at its old time until the venue's word comes."""
        return [row for row in self.live if not self.ways[row.event_id]]


def wishes(event: str) -> list[Message]:
    of, starts = {"event_id": event}, create().starts_at
    times = [{"starts_at": starts + n * HOUR, "ends_at": starts + (n + 2) * HOUR} for n in (0, 2, 24)]
    changes: list[Message] = [change(by=of | {"organiser_id": "olga"}, **time) for time in times]
    dates: list[Message] = [reschedule(**of, **time, sale_closes=starts) for time in times]
    return [publish(**of), postpone(**of), cancel(**of), *changes, *dates]


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_no_two_events_are_ever_at_the_venue_at_once_and_everybody_is_answered(data: st.DataObject) -> None:
    bench, every = Crossing(), [wish for event in EVENTS for wish in wishes(event)]
    bench.given(venue(), *(create(event_id=event, venue_id="v1") for event in EVENTS))
    for what in data.draw(st.lists(st.sampled_from([*every, *[NEXT] * 20]), max_size=40)):
        if isinstance(what, Message):
            bench.ask(what)
        elif bench.busy:
            bench.comes(data.draw(st.sampled_from(bench.busy)))
        for shown in (bench.settled, bench.calendar.slots):
            for one, other in combinations(shown, 2):
                assert one.ends_at <= other.starts_at or other.ends_at <= one.starts_at
    while bench.busy:
        bench.comes(data.draw(st.sampled_from(bench.busy)))
    assert all(bench.books.inbox[id_].answer for id_ in bench.asked)
    there = {(slot.event_id, slot.starts_at, slot.ends_at) for slot in bench.calendar.slots}
    assert there == {(row.event_id, row.starts_at, row.ends_at) for row in bench.live}


def test_who_waits_for_the_venue_when_the_event_is_postponed_is_told_before_a_new_date_may_be_asked_for() -> None:
    bench, of = Crossing(), {"event_id": "e1"}
    bench.given(venue(), create(event_id="e1", venue_id="v1"))
    bench.ask(publish(**of))
    while bench.busy:
        bench.comes(bench.busy[0])
    starts = create().starts_at + 24 * HOUR
    times = {"starts_at": starts, "ends_at": starts + 2 * HOUR}
    bench.ask(change(by=of | {"organiser_id": "olga"}, **times))
    bench.ask(postpone(**of))
    for _ in range(2):
        bench.ask(reschedule(**of, **times, sale_closes=create().starts_at))
        while bench.busy:
            bench.comes(bench.busy[0])
    answers = [bench.books.inbox[id_].answer for id_ in bench.asked]
    said = [answer.type for answer in answers if answer]
    assert said == ["EventPublished", "EventRefused", "EventPostponed", "EventRefused", "EventRescheduled"]

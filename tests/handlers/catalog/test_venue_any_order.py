"""Events that want two venues, whatever is asked meanwhile and however their words and the answers cross each other."""

from collections import defaultdict, deque
from datetime import datetime, timedelta
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
EVENTS, VENUES = ("e1", "e2", "e3"), ("v1", "v2")
NEXT = "next"
Time = tuple[str, str, datetime, datetime]
"""A venue, an event, and from when until when."""


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
    def times(self) -> set[Time]:
        """Which event is where and when, as the venues know it."""
        found = (self.row(Calendar, venue) or Calendar(venue) for venue in VENUES)
        return {(one.venue_id, slot.event_id, slot.starts_at, slot.ends_at) for one in found for slot in one.slots}

    @property
    def settled(self) -> list[Listing]:
        """To which nothing is under way: one that moves stands at its old time until the venue's word comes."""
        return [row for row in self.live if not self.ways[row.event_id]]


def begun(bench: Crossing) -> list[Message]:
    """One event is on sale at each venue, and one is a draft; what may be wished for."""
    bench.given(*(venue(venue_id=one) for one in VENUES))
    for event, where in zip(EVENTS, ("v1", "v2", "v1"), strict=True):
        bench.given(create(event_id=event, venue_id=where))
    for event in EVENTS[:2]:
        bench.ask(publish(event_id=event))
    while bench.busy:
        bench.comes(bench.busy[0])
    return [wish for event in EVENTS for wish in wishes(event)]


def times(listings: list[Listing]) -> set[Time]:
    """As the events know it; one without a venue is nowhere."""
    return {(row.venue_id, row.event_id, row.starts_at, row.ends_at) for row in listings if row.venue_id}


def wishes(event: str) -> list[Message]:
    of, starts = {"event_id": event}, create().starts_at
    by, spans = (
        of | {"organiser_id": "olga"},
        [{"starts_at": starts + n * HOUR, "ends_at": starts + (n + 2) * HOUR} for n in (0, 2, 24)],
    )
    changes: list[Message] = [change(by=by, **span) for span in spans]
    moves: list[Message] = [change(by=by, venue_id=venue) for venue in ("", *VENUES)]
    both: list[Message] = [change(by=by, venue_id=venue, **spans[1]) for venue in VENUES]
    dates: list[Message] = [reschedule(**of, **span, sale_closes=starts) for span in spans]
    return [publish(**of), postpone(**of), cancel(**of), *changes, *moves, *both, *dates]


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_no_two_events_are_ever_at_the_venue_at_once_and_everybody_is_answered(data: st.DataObject) -> None:
    every = begun(bench := Crossing())
    for what in data.draw(st.lists(st.sampled_from([*every, *[NEXT] * len(every)]), min_size=10, max_size=40)):
        if isinstance(what, Message):
            bench.ask(what)
        elif bench.busy:
            bench.comes(data.draw(st.sampled_from(bench.busy)))
        for shown in (times(bench.settled), bench.times):
            for one, other in combinations(shown, 2):
                assert one[0] != other[0] or one[3] <= other[2] or other[3] <= one[2]
    while bench.busy:
        bench.comes(data.draw(st.sampled_from(bench.busy)))
    assert all(bench.books.inbox[id_].answer for id_ in bench.asked)
    assert bench.times == times(bench.live)


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

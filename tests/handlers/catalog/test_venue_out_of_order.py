"""Words may come late, or once more: an event on sale has one time at one venue all the same."""

from typing import Any

from hypothesis import given, settings
from hypothesis import strategies as st

from contracts.base import MESSAGES, Message
from tests.handlers.catalog.test_venue_any_order import NEXT, Crossing, begun, times


class Late(Crossing):
    """Of what is said to a key anything may come next, and all of it may come again, as if nobody had heard it."""

    def __init__(self) -> None:
        super().__init__()
        self.heard: list[Any] = []

    def comes(self, way: str, place: int = 0) -> None:
        self.ways[way].rotate(-place)
        self.heard.append(self.ways[way][0])
        super().comes(way)

    def comes_again(self, said: Any) -> None:
        self.hear(MESSAGES[said.envelope.type].model_validate_json(said.body), f"{said.id}-{len(self.heard)}")
        self.heard.append(said)

    def comes_round(self, data: st.DataObject) -> None:
        while self.busy:
            way = data.draw(st.sampled_from(self.busy))
            self.comes(way, data.draw(st.integers(0, len(self.ways[way]) - 1)))


@settings(max_examples=200, deadline=None)
@given(data=st.data())
def test_an_event_on_sale_has_one_time_at_one_venue_however_late_a_word_comes_and_whatever_comes_twice(
    data: st.DataObject,
) -> None:
    every = begun(bench := Late())
    anything = [*every, *[NEXT] * len(every), *["again"] * 10]
    for what in data.draw(st.lists(st.sampled_from(anything), min_size=10, max_size=40)):
        if isinstance(what, Message):
            bench.ask(what)
        elif bench.busy and what == NEXT:
            way = data.draw(st.sampled_from(bench.busy))
            bench.comes(way, data.draw(st.integers(0, len(bench.ways[way]) - 1)))
        elif bench.heard:
            bench.comes_again(data.draw(st.sampled_from(bench.heard)))
    bench.comes_round(data)
    assert all(bench.books.inbox[id_].answer for id_ in bench.asked)
    assert bench.times == times(bench.live)

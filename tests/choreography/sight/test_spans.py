"""The spans of a lane: what is sampled, and nothing else, each from its cause, each batch with links."""

from collections.abc import Iterator

import pytest

from choreography.envelope import Envelope
from choreography.memory.bus import loop_clock
from contracts.base import Message
from tests.choreography.counter import Bug, Bumped, CallWanted, Opened, Raise, Ready
from tests.choreography.playing import Stage, played, until
from tests.choreography.sight.notebook import ROOT, UNSAMPLED, Notebook

ONE = {"hall": "h", "name": "one"}


@pytest.fixture(autouse=True)
def mended() -> Iterator[None]:
    Bug.on = False
    yield
    Bug.on = True


async def tell(stage: Stage, message: Message, traceparent: str, id_: str = "told") -> None:
    topic, key = message.TOPIC, message.key
    envelope = Envelope(
        id_, type(message).__name__, "test", loop_clock(), topic, key, message.subject, id_, traceparent=traceparent
    )
    await stage.bus.producer().send(envelope, message.model_dump_json().encode(), 1)


def seen(*messages: Message, traceparent: str = ROOT, until_: str = "") -> Notebook:
    """The notebook after these were handled, one after the other, and the span `until_` was made."""
    book = Notebook()

    async def story(stage: Stage) -> None:
        await stage.hire(book)
        for number, message in enumerate(messages):
            await tell(stage, message, traceparent, id_ := f"told-{number}")
            await until(lambda: id_ in stage.books.inbox or id_ in stage.books.waiting)
        await until(lambda: not (stage.books.outbox or stage.books.effects) and (book.named(until_) or not until_))

    played(story)
    return book


def test_a_command_and_its_answer_are_one_way_from_the_root() -> None:
    book = seen(Opened(**ONE), Raise(**ONE), until_="choreography.raise_counter")
    (span,) = book.named("choreography.raise_counter")
    assert book.way_up(span) == ["choreography.raise_counter", "root"]
    assert span.facts["message.said"] == "Raised" and span.facts["message.outcome"] == "done"
    assert span.began <= span.ended


def test_a_batch_and_a_publishing_link_to_what_is_sampled_in_them() -> None:
    book = seen(Opened(**ONE), Raise(**ONE), until_="choreography publish")
    (raised,) = book.named("choreography.raise_counter")
    linked = [link for span in book.named("choreography batch") for link in span.links]
    assert sorted(linked) == sorted(span.traceparent for span in book.in_trace())
    (publish,) = book.named("choreography publish")
    assert publish.links == (raised.traceparent,)


def test_nothing_is_made_of_what_is_not_sampled() -> None:
    assert seen(Opened(**ONE), traceparent=UNSAMPLED).spans == []
    assert seen(Opened(**ONE), traceparent="").spans == []


def test_an_effect_is_a_span_between_the_step_that_wanted_it_and_the_one_that_heard_its_result() -> None:
    book = seen(CallWanted(**ONE), until_="choreography.call_done")
    (last,) = book.named("choreography.call_done")
    assert book.way_up(last) == ["choreography.call_done", "choreography.call", "choreography.want_call", "root"]
    assert book.named("choreography.call")[0].kind == "client"


def test_an_early_message_has_a_span_for_each_try_and_no_two_are_one() -> None:
    book = seen(Ready(**ONE), Opened(**ONE), Bumped(**ONE), until_="choreography.bump")
    tries = book.named("choreography.be_ready")
    assert "early" in [span.facts["message.outcome"] for span in tries]
    assert len({span.traceparent for span in book.spans}) == len(book.spans)


def test_a_dead_message_is_an_error_without_its_text() -> None:
    Bug.on = True
    book = seen(Opened(**ONE), Bumped(**ONE, by=13), until_="choreography.bump")
    (dead,) = book.named("choreography.bump")
    assert dead.error == "dead" and dead.facts["message.said"] == "" and "the bug" not in str(dead)


def test_facts_hold_ids_and_nothing_of_a_body() -> None:
    book = seen(Opened(**ONE, label="ann@example.org"), until_="choreography.open_counter")
    assert "ann@example.org" not in str(book.spans)

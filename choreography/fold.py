"""The fold: a batch's messages, one after another, each to one of five outcomes. Pure: no I/O, no clock, no chance."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime, timedelta
from typing import Literal, NamedTuple

from choreography.changes import Answer, Changes, Heard, Loaded, Waiting
from choreography.intake import Item, body_hash, keepable
from choreography.overlay import Overlay
from choreography.saying import Saying, refusal
from choreography.service import Service
from choreography.step import Step
from choreography.vocabulary import Early, Effect, Own, Tell

Outcome = Literal["done", "ignored", "early", "refused", "dead"]

TOO_EARLY = "early for too long"
EARLY_AT_MOST = timedelta(hours=24)
"""An early message that waited this long is dead."""
BACKOFF_AT_MOST = 60
"""Seconds between two tries of an early message."""


class Hole(Exception):
    """The batch begins behind the next record of its place: something between was never seen."""

    def __init__(self, topic: str, partition: int, offset: int, expected: int) -> None:
        super().__init__(f"{topic}/{partition} offset {offset}, expected {expected}")
        self.topic, self.partition, self.expected = topic, partition, expected

    def stands(self, next_: Mapping[int, Mapping[str, int]]) -> bool:
        """Is it still in the way of who has this next, by partition and topic?"""
        return self.partition in next_ and next_[self.partition].get(self.topic, 0) <= self.expected


class Judged(NamedTuple):
    """What became of one message: only `done` and `refused` have changed anything."""

    outcome: Outcome
    error: str = ""
    """Why it is dead."""
    lacks: tuple[str, ...] = ()
    """The rows for which it is early..."""
    within: float = 0
    """...and, of a command, the seconds for which it waits for them; 0 if it is an event."""


@dataclass(slots=True)
class Folded:
    """What came of a batch, for the shell: what to save, what to tell after the commit, and how it went."""

    changes: Changes
    told: list[Tell] = field(default_factory=list)
    again: list[tuple[str, Answer]] = field(default_factory=list)
    """Second copies of answered commands: (NATS token, answer)."""
    outcomes: list[tuple[str, str, Outcome, str]] = field(default_factory=list)
    """(type, subject, outcome, error) of each message handled..."""
    handled: list[Item] = field(default_factory=list)
    """...and these messages, in the same order."""


def fold(service: Service, items: Iterable[Item], loaded: Loaded, killed: str = "") -> Folded:
    """`killed` is the constraint by which the only message of the batch was found guilty: it is dead."""
    overlay = Overlay(loaded)
    folded = Folded(overlay.out)
    for item in items:
        if is_next(overlay, item) and item.envelope is not None and not _put_aside(service, overlay, folded, item):
            _handle(service, overlay, folded, item, killed)
    folded.changes = overlay.changes()
    return folded


def is_next(overlay: Overlay, item: Item) -> bool:
    """Below what is next: a redelivery, dropped. Above: a hole."""
    if item.place is None:
        return True
    topic, offset = item.place
    expected = overlay.next[item.partition].get(topic, 0)
    if offset > expected:
        raise Hole(topic, item.partition, offset, expected)
    if offset == expected:
        overlay.next[item.partition][topic] = offset + 1
    return offset == expected


def _put_aside(service: Service, overlay: Overlay, folded: Folded, item: Item) -> bool:
    """Second copies, and what must wait behind another, are not handled now."""
    if item.waiting is not None:
        return _is_gone(overlay, item.waiting) or _parked(overlay, item.waiting)
    envelope = item.envelope
    assert envelope is not None
    if (copy := second_copy(overlay, envelope.id)) is not None:
        _answer_again(folded, copy, item)
        return True
    if (waits := _waits(overlay, envelope.id)) is not None:
        if service.is_command(envelope.type) and waits != body_hash(item.body):
            _refuse_reuse(folded, item)
        return True
    if item.error or not overlay.blocked(envelope.subject, envelope.topic):
        return False
    overlay.wait(_waiting(overlay, item, "parked", blocks=True))
    return True


def _waits(overlay: Overlay, id_: str) -> str | None:
    """The hash of the body of the first copy, if that waits, since this batch or before."""
    if waiting := overlay.waits.get(id_):
        return body_hash(waiting.body)
    return overlay.loaded.waits.get(id_)


def _is_gone(overlay: Overlay, waiting: Waiting) -> bool:
    """It was withdrawn, or handled, since it was loaded."""
    return waiting.id not in overlay.loaded.waits or overlay.withdrawn(waiting)


def _parked(overlay: Overlay, waiting: Waiting) -> bool:
    """What a service says to itself waits like any other message behind a dead one of its subject."""
    if waiting.reason != "self" or not overlay.blocked(waiting.envelope.subject, waiting.envelope.topic):
        return False
    overlay.wait(replace(waiting, reason="parked", blocks=True))
    return True


def second_copy(overlay: Overlay, id_: str) -> Heard | None:
    """The message was handled before, in this batch or an earlier one."""
    return overlay.heard.get(id_) or overlay.loaded.known.get(id_)


def _answer_again(folded: Folded, copy: Heard, item: Item) -> None:
    if not copy.command:
        return
    token = f"{copy.id}.{body_hash(item.body)}"
    if copy.hash != body_hash(item.body):
        _refuse_reuse(folded, item)
    elif copy.answer is not None:
        folded.again.append((token, copy.answer))


def _refuse_reuse(folded: Folded, item: Item) -> None:
    assert item.envelope is not None
    token = f"{item.envelope.id}.{body_hash(item.body)}"
    folded.again.append((token, refusal(item.envelope, "idempotency_key_reused")))


def _handle(service: Service, overlay: Overlay, folded: Folded, item: Item, killed: str) -> None:
    outcome, error, lacks, within = _outcome(service, overlay, folded, item, killed)
    envelope = item.envelope
    assert envelope is not None
    if outcome == "early" and overlay.now - _since(overlay, item) > EARLY_AT_MOST:
        outcome, error = "dead", TOO_EARLY
        overlay.wait(_waiting(overlay, item, "dead", error=error))
    elif outcome == "early":
        overlay.wait(_waiting(overlay, item, "early", lacks=lacks, within=within))
    elif outcome == "dead":
        overlay.wait(_waiting(overlay, item, "dead", error=error, blocks=not item.error))
    else:
        _settle(service, overlay, item)
    if item.waiting and item.waiting.reason == "next" and outcome != "dead":
        overlay.release_behind(item.waiting)
    folded.outcomes.append((envelope.type, envelope.subject, outcome, error))
    folded.handled.append(item)


def _settle(service: Service, overlay: Overlay, item: Item) -> None:
    envelope = item.envelope
    assert envelope is not None
    if item.waiting:
        overlay.out.done.append(envelope.id)
    if isinstance(item.message, Own | Effect):
        return
    if envelope.id not in overlay.heard:
        overlay.hear(_heard(service, item))


def _heard(service: Service, item: Item) -> Heard:
    envelope = item.envelope
    assert envelope is not None
    if not service.is_command(envelope.type):
        return Heard(envelope.id, envelope.type, envelope.subject)
    return Heard(envelope.id, envelope.type, envelope.subject, True, body_hash(item.body))


def _outcome(service: Service, overlay: Overlay, folded: Folded, item: Item, killed: str) -> Judged:
    if item.waiting and item.waiting.discarded:
        return Judged("ignored")
    if item.error or killed:
        return Judged("dead", item.error or killed)
    assert item.message is not None and item.envelope is not None
    saying = Saying(service, overlay, item)
    if isinstance(item.message, Effect):
        saying.effect_again()
        return Judged("done")
    step = service.steps[type(item.message)]
    try:
        return _run(step, saying, service, folded, item)
    except Exception as error:  # a step's own error is its message's death, never the batch's
        return Judged("dead", f"{step.name}: {type(error).__name__}: {error}")


def _run(step: Step, saying: Saying, service: Service, folded: Folded, item: Item) -> Judged:
    arguments, missing = saying.arguments(step)
    assert item.envelope is not None
    command = service.is_command(item.envelope.type)
    if missing and not command:
        return Judged("early", lacks=missing)
    if missing and _may_wait(saying.overlay, item, saying.within):
        return Judged("early", lacks=missing, within=saying.within)
    if missing:
        saying.refuse(_heard(service, item), "not_found", missing[0])
        return Judged("refused")
    said = list(step.run(item.message, *arguments))
    if any(isinstance(word, Early) for word in said):
        return Judged("early", lacks=saying.read(step))
    saying.say(step, said, _heard(service, item) if command else None)
    folded.told += [saying.told(word) for word in said if isinstance(word, Tell)]
    return Judged("done" if said else "ignored")


def _may_wait(overlay: Overlay, item: Item, within: float) -> bool:
    """May a command wait on, having been handled first at `since`?"""
    return overlay.now < _since(overlay, item) + timedelta(seconds=within)


def _since(overlay: Overlay, item: Item) -> datetime:
    return item.waiting.since if item.waiting else overlay.now


def _waiting(
    overlay: Overlay,
    item: Item,
    reason: Literal["early", "parked", "dead"],
    error: str = "",
    lacks: tuple[str, ...] = (),
    blocks: bool = False,
    within: float = 0,
) -> Waiting:
    was, envelope = item.waiting, item.envelope
    assert envelope is not None
    tries = (was.tries if was else 0) + (reason != "parked")
    wait = min(2.0 ** min(tries, 10), BACKOFF_AT_MOST) if reason == "early" else 0.0
    due = overlay.now + timedelta(seconds=wait)
    since = _since(overlay, item)
    return Waiting(
        envelope=envelope,
        body=item.body,
        partition=item.partition,
        reason=reason,
        due=min(due, since + timedelta(seconds=within)) if within else due,
        since=since,
        name=was.name if was else "",
        tries=tries,
        lacks=lacks,
        error=keepable(error),
        blocks=blocks,
        seq=was.seq if was else 0,
    )

"""A dance for tests of the shell: counters that are raised, copied, listed, and that can be made to stumble."""

import asyncio
from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Annotated, Self

from choreography.row import Page, Row
from choreography.service import Service
from choreography.vocabulary import Early, Effect, Own, Timer, at
from contracts.base import Command, Event, Message

LIMIT = 10


class OfCounter(Message, key="hall", subject="name", carries=("hall", "name")):
    hall: str
    name: str


class Raise(OfCounter, Command):
    by: int = 1


class Lower(OfCounter, Command):
    """Waits for its counter for 5 seconds."""


class Opened(OfCounter, Event):
    """Somebody else's fact: the counter may be raised from now on."""

    label: str = ""


class Bumped(OfCounter, Event):
    """Somebody else's fact: raises the counter, and stumbles while `by` is 13."""

    by: int = 1


class Ready(OfCounter, Event):
    """Early as long as the counter is low."""


class Glanced(OfCounter, Event):
    """Somebody looked: it changes nothing, and is remarked upon once the counter was raised."""


class Raised(OfCounter, Event, answers=Raise, status=201):
    total: int


class Lowered(OfCounter, Event, answers=Lower, status=200):
    """Nothing goes down here: it only says that the counter is there."""


class Wait(OfCounter, Event):
    """Sets the alarm, in so many seconds, in the place of an older one."""

    seconds: int


class Alarm(OfCounter, Own):
    set_for: datetime


class Rang(OfCounter, Event):
    """The alarm came."""


class RaiseAll(OfCounter, Event):
    """Raises every counter of the hall."""


class GoOn(Own, key="hall", subject="hall", carries=("hall",)):
    hall: str
    after: str = ""


class RaiseOne(OfCounter, Own):
    """Said by a page to each of its rows."""


class Call(OfCounter, Effect):
    """Asks the world outside."""


class Called(OfCounter, Own):
    reply: str


class CallWanted(OfCounter, Event):
    """Somebody wants the world outside to be asked."""


class CallDone(OfCounter, Event):
    reply: str


class Counter(Row, key=("hall", "name"), unique=("label",), audited=("total",)):
    hall: str
    name: str
    total: int = 0
    label: str | None = None

    def legal(self, old: Self | None) -> bool:
        return self.total <= 10 and (old is None or self.total >= old.total)


class Bug:
    """The bug that an operator's next release mends."""

    on = True


counters = Service("choreography")


@counters.step
def open_counter(opened: Opened, counter: Counter | None) -> Iterator[Counter]:
    yield (counter or Counter(opened.hall, opened.name)).but(label=opened.label or None)


@counters.step
def raise_counter(asked: Raise, counter: Counter) -> Iterator[Counter | Raised]:
    yield (raised := counter.changed(total=asked.by))
    yield Raised.of(asked, total=raised.total)


@counters.step
def lower_counter(asked: Lower, counter: Annotated[Counter, at(within=5)]) -> Iterator[Lowered]:
    yield Lowered.of(asked)


@counters.step
def bump(bumped: Bumped, counter: Counter) -> Iterator[Counter | Raised]:
    assert not (Bug.on and bumped.by == 13), "the bug"
    yield (raised := counter.changed(total=bumped.by % 13))
    yield Raised.of(bumped, total=raised.total)


@counters.step
def glance(glanced: Glanced, counter: Counter | None) -> Iterator[Raised]:
    if counter and counter.total:
        yield Raised.of(glanced, total=counter.total)


@counters.step
def be_ready(ready: Ready, counter: Counter) -> Iterator[Raised | Early]:
    yield Raised.of(ready, total=counter.total) if counter.total else Early()


@counters.step
def set_alarm(wait: Wait, now: datetime) -> Iterator[Timer]:
    due = now + timedelta(seconds=wait.seconds)
    yield Timer("alarm", due, Alarm.of(wait, set_for=due))


@counters.step
def ring(alarm: Alarm) -> Iterator[Rang]:
    assert not (Bug.on and alarm.hall == "bug"), "the bug"
    yield Rang.of(alarm)


@counters.step
def raise_all(asked: RaiseAll) -> Iterator[GoOn]:
    yield GoOn(hall=asked.hall)


@counters.step
def raise_page(go_on: GoOn, page: Annotated[Page[Counter], at("hall", after="after")]) -> Iterator[RaiseOne | GoOn]:
    yield from (RaiseOne.of(counter) for counter in page)
    if page:
        yield GoOn(hall=go_on.hall, after=page[-1].name)


@counters.step
def raise_one(own: RaiseOne, counter: Counter) -> Iterator[Counter]:
    yield counter.changed(total=1)


@counters.step
def want_call(wanted: CallWanted) -> Iterator[Call]:
    yield Call.of(wanted)


@counters.step
def call_done(called: Called) -> Iterator[CallDone]:
    yield CallDone.of(called, reply=called.reply)


class World:
    """The world outside: how often it was asked, under which keys, and how it behaves."""

    def __init__(self) -> None:
        self.keys: list[str] = []
        self.tries: list[int] = []
        self.failures: list[Exception] = []
        self.at_once = self.most_at_once = 0
        self.open = asyncio.Event()
        """A closed world keeps its callers waiting."""
        self.open.set()


@counters.effect("world", deadline=5, tries=3)
async def call(effect: Call, key: str, tries: int, world: World) -> Called:
    world.keys.append(key)
    world.tries.append(tries)
    world.at_once += 1
    world.most_at_once = max(world.most_at_once, world.at_once)
    await world.open.wait()
    world.at_once -= 1
    if world.failures:
        raise world.failures.pop(0)
    return Called.of(effect, reply="hello")

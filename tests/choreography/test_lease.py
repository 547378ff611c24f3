"""An effect with a lease longer than its deadline: nobody else may call before the lease is over."""

import asyncio
from dataclasses import dataclass, field

from choreography.changes import Changes, EffectRow
from choreography.effects import Effects
from choreography.envelope import Envelope
from choreography.memory.bus import EPOCH, loop_clock
from choreography.memory.loop import run
from choreography.memory.store import MemoryStore
from choreography.service import Service
from choreography.settings import ShellSettings
from choreography.vocabulary import Effect, Own
from contracts.base import Message

ENVELOPE = Envelope("e", "Post", "post", EPOCH, "post.self", "k", "s", correlation="c")


class Letter(Message, key="to"):
    to: str


class Post(Letter, Effect): ...


class Posted(Letter, Own): ...


@dataclass
class Street:
    """`calls` are the times, in seconds, at which the letter was handed in; a `stuck` hand holds it for ever."""

    stuck: bool = True
    calls: list[float] = field(default_factory=list)
    called: asyncio.Event = field(default_factory=asyncio.Event)


def posting(lease: float) -> Service:
    service = Service("post")

    @service.effect("street", deadline=10, lease=lease)
    async def post(letter: Post, street: Street) -> Posted:
        street.calls.append(asyncio.get_running_loop().time())
        street.called.set()
        await (asyncio.Event().wait() if street.stuck else asyncio.sleep(0))
        return Posted(to=letter.to)

    return service


async def killed_in_the_call(lease: float) -> list[float]:
    """The first owner dies while it calls; when does the next one?"""
    service, store, street = posting(lease), MemoryStore(loop_clock), Street()
    store.save_now(Changes(effects=[EffectRow(ENVELOPE, b'{"to": "ann"}', 0)]))
    for epoch in (1, 2):
        street.called.clear()
        owner = Effects(service, store, {"street": street}, ShellSettings(), lambda: None, {0: epoch})
        await owner.refill([0])
        await street.called.wait()
        owner.stop()
        street.stuck = False
    return street.calls


def test_a_lease_longer_than_the_deadline_holds_the_next_owner_back() -> None:
    first, second = run(1, killed_in_the_call(lease=60))
    assert 60 <= second - first < 60 + ShellSettings().effect_backoff_most


def test_without_a_lease_the_next_owner_calls_at_once() -> None:
    first, second = run(1, killed_in_the_call(lease=0))
    assert second - first < 1

"""One booking's payment with its provider: everything that happens becomes a message, heard whenever one likes."""

import asyncio
import json
from datetime import timedelta

from choreography.changes import EffectRow
from choreography.testing import START, Bench
from contracts.base import Message
from contracts.edge import stripe_event
from handlers.payments import payments
from handlers.payments.memory_gateway import MemoryGateway


class Story:
    """`pool` is what was said and not heard yet. Webhooks lie in it twice."""

    def __init__(self, *first: Message, works: bool = True) -> None:
        self.bench, self.pool, self.said = Bench(payments), list(first), list[Message]()
        self.gateway = MemoryGateway(lambda: START, self.webhook)

    def webhook(self, event: dict[str, object]) -> None:
        body = json.dumps(event)
        self.pool += [stripe_event(event, body), stripe_event(event, body)]

    def hear(self, which: int) -> None:
        """One of the pool, and all that follows from it at once."""
        self.bench.when(self.pool.pop(which % len(self.pool)))
        self.follow()

    def follow(self) -> None:
        self.said += self.bench.said()
        for effect in self.bench.last.changes.effects:
            self.perform(effect)

    def perform(self, effect: EffectRow) -> None:
        kind = payments.own[effect.envelope.type]
        performer = next(one for asked, one in payments.performers.items() if asked is kind)
        asked = kind.model_validate_json(effect.body)
        self.pool.append(asyncio.run(performer.run(asked, gateway=self.gateway, key=effect.id)))

    def pay(self) -> None:
        """The buyer's card is good, if there is an intent by now."""
        for id_ in list(self.gateway.intents):
            self.gateway.pay(id_)

    def ends(self) -> None:
        """All is heard, and what came too early is heard again."""
        while self.pool or self.early():
            if self.pool:
                self.hear(0)
            else:
                self.bench.passes(timedelta(minutes=1))
                self.follow()

    def early(self) -> bool:
        return any(one.reason == "early" for one in self.bench.waits())

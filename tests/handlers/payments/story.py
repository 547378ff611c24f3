"""One booking's payment with its provider: everything that happens becomes a message, heard whenever one likes."""

import asyncio
from datetime import timedelta

from choreography.testing import START, Bench
from contracts.base import MESSAGES, Message
from contracts.edge import stripe_event
from handlers.payments import payments
from handlers.payments.memory_gateway import MemoryGateway


class Story:
    """`pool` is what was said and not heard yet. Webhooks lie in it twice."""

    def __init__(self, *first: Message) -> None:
        self.bench, self.pool = Bench(payments), list(first)
        self.gateway = MemoryGateway(lambda: START, self.webhook)
        self.performed: set[str] = set()

    def webhook(self, event: dict[str, object]) -> None:
        self.pool += [stripe_event(event), stripe_event(event)]

    def hear(self, which: int) -> None:
        """One of the pool; what it asks of the provider is done at once, the answer joins the pool."""
        self.bench.when(self.pool.pop(which % len(self.pool)))
        self.perform()

    def perform(self) -> None:
        for effect in self.bench.books.effects.values():
            if effect.id not in self.performed:
                self.performed.add(effect.id)
                asked = payments.own[effect.envelope.type].model_validate_json(effect.body)
                one = payments.performers[type(asked)]  # type: ignore[index]
                given = {"gateway": self.gateway, "key": effect.id, "tries": 1}
                answer = one.run(asked, **{name: given[name] for name in one.resources})
                self.pool.append(asyncio.run(answer))  # type: ignore[arg-type]

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
                self.perform()

    def early(self) -> bool:
        return any(one.reason == "early" for one in self.bench.waits())

    def said(self, kind: type[Message]) -> int:
        """How often, in all."""
        names = [said.envelope.type for said in self.bench.books.outbox.values()]
        return sum(MESSAGES[name] is kind for name in names)

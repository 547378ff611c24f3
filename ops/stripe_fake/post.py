"""Delivers webhooks by the script: late, twice, held back or never, and again until somebody answers 2xx."""

import asyncio
from collections import deque
from collections.abc import Callable, Iterator

from ops.stripe_fake.later import Later
from ops.stripe_fake.letter import Letter, letters
from ops.stripe_fake.notification import payload
from ops.stripe_fake.objects import Event
from ops.stripe_fake.rules import Rule, Rules
from ops.stripe_fake.sender import Sender
from ops.stripe_fake.settings import Settings
from ops.stripe_fake.signing import sealed

OK = range(200, 300)


class Post:
    """The endpoint is read at each try: a changed one takes effect for what is already on its way.

    `save` comes before each try, for nothing is told that may be forgotten; `accepted` hears what got a 2xx.
    """

    def __init__(
        self, settings: Settings, later: Later, save: Callable[[], None], accepted: Callable[[Event], None]
    ) -> None:
        self.settings, self.later, self.save, self.accepted = settings, later, save, accepted
        self.endpoint = settings.endpoint
        self.sender = Sender(settings.send_timeout)
        self.slots = asyncio.Semaphore(settings.at_once)
        self.clear()

    def clear(self) -> None:
        self.rules = Rules()
        self.letters: deque[Letter] = deque(maxlen=self.settings.most_records)

    def wants(self, type: str) -> bool:
        return self.endpoint is not None and self.endpoint.wants(type)

    def take(self, event: Event) -> None:
        if self.wants(event.type):
            self.send(event, self.rules.take(event.type))

    def send(self, event: Event, rule: Rule) -> None:
        for letter in letters(event, rule):
            self.letters.append(letter)
            if len(self.later.tasks) >= self.settings.most_records:
                letter.delivery.state = "failed"
            elif letter.delivery.state == "waiting":
                self.later.run(self.deliver(letter, rule.delay))

    def release(self, *, reverse: bool) -> int:
        """Sends the held letters one after the other, newest first if reversed; tells how many."""
        held = [letter for letter in self.letters if letter.delivery.state == "held"]
        for letter in held:
            letter.delivery.state = "waiting"
        self.later.run(self.deliver_in_turn(held[::-1] if reverse else held))
        return len(held)

    async def deliver_in_turn(self, held: list[Letter]) -> None:
        for letter in held:
            if not await self.attempt(letter):
                self.later.run(self.deliver(letter, self.settings.retry_first))

    async def deliver(self, letter: Letter, delay: float) -> None:
        await asyncio.sleep(delay)
        for wait in self.waits(letter):
            if await self.attempt(letter):
                return
            await asyncio.sleep(wait)
        letter.delivery.state = "failed"

    def waits(self, letter: Letter) -> Iterator[float]:
        """Seconds after each try, twice as many every time; none after the last."""
        left = self.settings.attempts - len(letter.delivery.answers)
        for n in range(left):
            yield min(self.settings.retry_first * 2**n, self.settings.retry_most) if n < left - 1 else 0.0

    async def attempt(self, letter: Letter) -> bool:
        if self.endpoint is None:
            return False
        body = payload(letter.event, self.endpoint.payload, letter.rule.overrides)
        sent, headers = sealed(body, self.endpoint, letter.rule.signature, int(self.settings.clock()))
        async with self.slots:
            self.save()
            status = await self.sender.send(self.endpoint.url, sent, headers)
        letter.delivery.answers.append(status)
        if status in OK:
            letter.delivery.state = "delivered"
            self.accepted(letter.event)
        return status in OK

    async def close(self) -> None:
        await self.sender.close()

"""One copy of one event on its way to the webhook endpoint."""

from typing import Literal

import msgspec

from ops.stripe_fake.objects import Event
from ops.stripe_fake.rules import Rule

State = Literal["waiting", "held", "lost", "delivered", "failed"]


class Delivery(msgspec.Struct):
    """What a test may read: `answers` holds the status of each try, 0 where none came."""

    event: str
    type: str
    copy: int
    state: State
    answers: list[int]


class Letter(msgspec.Struct):
    event: Event
    rule: Rule
    delivery: Delivery


def letters(event: Event, rule: Rule) -> list[Letter]:
    """The event and its duplicates."""
    state: State = "lost" if rule.lose else "held" if rule.hold else "waiting"
    return [Letter(event, rule, Delivery(event.id, event.type, copy, state, [])) for copy in range(1 + rule.duplicates)]

"""What is to become of webhooks: a script of rules, the first that matches and has times left decides."""

from fnmatch import fnmatchcase
from typing import Any

import msgspec

from ops.stripe_fake.errors import invalid
from ops.stripe_fake.signing import Signature

MOST_RULES, MOST_COPIES = 100, 2_000


class Rule(msgspec.Struct, forbid_unknown_fields=True):
    """`type` may hold stars (`refund.*`); `times` counts events, None is for ever; `delay` is in seconds.

    A lost event is never sent, a held one only when released; both stay in the event list. `overrides` replaces
    top-level fields of the body before it is signed, as `{"livemode": true}`.
    """

    type: str = "*"
    times: int | None = None
    delay: float = 0.0
    duplicates: int = 0
    lose: bool = False
    hold: bool = False
    signature: Signature = "good"
    overrides: dict[str, Any] = {}


class Rules:
    def __init__(self) -> None:
        self.rows: list[Rule] = []

    def add(self, rule: Rule) -> None:
        """A day may have many, one after the other: those that are used up count no more."""
        self.rows = [one for one in self.rows if one.times != 0]
        if len(self.rows) >= MOST_RULES or not 0 <= rule.duplicates <= MOST_COPIES:
            raise invalid(f"At most {MOST_RULES} rules and {MOST_COPIES} duplicates.")
        self.rows.append(rule)

    def take(self, type: str) -> Rule:
        """The rule for one event of this type, counted as used."""
        for rule in self.rows:
            if fnmatchcase(type, rule.type) and rule.times != 0:
                if rule.times is not None:
                    rule.times -= 1
                return rule
        return Rule()

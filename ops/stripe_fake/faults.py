"""A provider in trouble: the next calls of an operation are answered wrongly, late or never."""

from typing import Literal

import msgspec

from ops.stripe_fake.errors import ApiError, broken, invalid, too_many_requests

MOST_FAULTS = 100


class Fault(msgspec.Struct, forbid_unknown_fields=True):
    """For the next `times` calls of `route` (`payment_intents.create`, or `*`).

    `timeout` does the work and never answers: it holds the connection until the caller gives up, `seconds` at most.
    `slow` works after `seconds`, holding the idempotency key meanwhile. `500` and `429` do nothing but answer so.
    With `effect` a `500` comes after the work and stays the answer to its key; a `timeout` without it does nothing.
    """

    route: str
    answer: Literal["500", "429", "timeout", "slow"]
    times: int = 1
    seconds: float = 120.0
    effect: bool | None = None

    @property
    def works(self) -> bool:
        usual = self.answer in ("timeout", "slow")
        return usual if self.effect is None or self.answer in ("429", "slow") else self.effect

    @property
    def error(self) -> ApiError | None:
        return {"500": broken(kept=self.works), "429": too_many_requests()}.get(self.answer)


class Faults:
    def __init__(self) -> None:
        self.rows: list[Fault] = []

    def add(self, fault: Fault) -> None:
        if len(self.rows) >= MOST_FAULTS or fault.times < 1:
            raise invalid(f"At most {MOST_FAULTS} faults, each for one call at least.")
        self.rows.append(fault)

    def take(self, route: str) -> Fault | None:
        """The fault for this call, counted as used."""
        for fault in self.rows:
            if fault.route in (route, "*"):
                fault.times -= 1
                if fault.times == 0:
                    self.rows.remove(fault)
                return fault
        return None

"""A release with a bug: some bookings kill the step that handles them, until the operator mends it."""

import copy
import random
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from typing import Any

from choreography.service import Service
from choreography.step import Step
from ops.simulate.world import World


@dataclass
class Poison:
    rng: random.Random
    probability: float
    fatal: dict[tuple[str, str], bool] = field(default_factory=dict)
    mended: bool = False

    def into(self, service: Service) -> Service:
        """The service, with the bug."""
        if not self.probability:
            return service
        sick = copy.copy(service)
        sick.steps = {kind: replace(step, run=self._run(step)) for kind, step in service.steps.items()}
        return sick

    def _run(self, step: Step) -> Callable[..., Iterator[object]]:
        def run(message: Any, *rows: Any) -> Iterator[object]:
            if hasattr(message, "booking_id") and self._kills(step.name, message.booking_id):
                raise ZeroDivisionError("the bug")
            return step.run(message, *rows)

        return run

    def _kills(self, step: str, booking_id: str) -> bool:
        fatal = self.fatal.setdefault((step, booking_id), self.rng.random() < self.probability / 4)
        return fatal and not self.mended

    def mend(self) -> None:
        self.mended = True

    def innocent(self, world: World) -> list[str]:
        """Who died, or is parked, without being poisoned."""
        sick = {booking for (_, booking), fatal in self.fatal.items() if fatal}
        return [
            f"innocent {one.reason} {one.envelope.type} {one.error}"
            for books in world.books.values()
            for one in books.waiting.values()
            if one.reason in ("dead", "parked") and booking_of(one.envelope.subject) not in sick
        ]


def booking_of(subject: str) -> str:
    """An invoice's matter begins with its booking."""
    return subject.partition("/")[0]

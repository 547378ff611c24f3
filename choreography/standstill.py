"""What is said of work that fails again and again: that it does, now and then why, and that it is over."""

import asyncio
import logging
from collections.abc import Callable

log = logging.getLogger(__name__)
STILL = 5.0
"""Seconds between two words about failures of one kind."""
LONG = 1.0
"""What lasted for less is over before anybody has read of it."""


def loop_time() -> float:
    return asyncio.get_running_loop().time()


class Standstill:
    """`what` is done is how its lines begin; `now` is in seconds."""

    def __init__(self, what: str, now: Callable[[], float] = loop_time) -> None:
        self.what, self._now = what, now
        self._since = self._told = 0.0
        self._kind, self._failures = "", 0

    def failed(self, why: str, error: BaseException | None = None) -> None:
        """`why` begins with the kind of the error, which is given where its traceback is to be seen."""
        kind, now = why.split(":", maxsplit=1)[0], self._now()
        self._since, self._failures = self._since if self._failures else now, self._failures + 1
        if kind == self._kind and now - self._told < STILL:
            return
        self._kind, self._told = kind, now
        again = f" for {now - self._since:.0f} s, {self._failures} times" if self._failures > 1 else ""
        log.log(logging.ERROR if error else logging.WARNING, "%s failed%s: %s", self.what, again, why, exc_info=error)

    def over(self) -> None:
        """It did not fail, and nothing is in its way."""
        if self._failures and (lasted := self._now() - self._since) >= LONG:
            log.info("%s did not fail any more after %.1f s and %s failures", self.what, lasted, self._failures)
        self._kind, self._failures = "", 0

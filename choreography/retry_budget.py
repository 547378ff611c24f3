"""How many calls to one dependency may be repetitions, on the event loop's clock."""

import asyncio


class RetryBudget:
    """Each new call adds a `share` of a repetition, each second `least` of one; `most` are kept for later.

    One that fails now and then is called again at once; one that fails half of its calls is not called twice as often.
    """

    def __init__(self, share: float, least: float, most: float) -> None:
        self.share, self.least, self.most = share, least, most
        self._left, self._at = most, 0.0

    def called(self) -> None:
        self._add(self.share)

    def allows(self) -> bool:
        """May a call be repeated now? It is then counted."""
        now = asyncio.get_running_loop().time()
        self._add((now - self._at) * self.least if self._at else 0)
        self._at = now
        if self._left < 1:
            return False
        self._left -= 1
        return True

    def _add(self, more: float) -> None:
        self._left = min(self.most, self._left + more)

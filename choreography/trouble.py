"""A lane's failures since it was last well: how many in a row, why it stands still, and what makes it well again."""

from collections.abc import Mapping

from choreography.fold import Hole
from choreography.health import BadRelease
from choreography.ports import Conflict, Denied, Fenced, Unknown, Unreachable, Violation

FAILURES = (Hole, Fenced, Conflict, Violation, Unknown, Unreachable, BadRelease)
"""What a lane goes on after."""
STUCK = (Conflict, Violation, BadRelease, Denied)
"""A lane that failed by one of these is well again only when a batch is saved, not when it has found its place; where
it was denied what is no batch, when that is done.
"""


class Trouble:
    """Told by the lane what failed and what went well; it does nothing itself.

    `next_` is what the lane has next, by partition and topic. A hole is in the way until that has passed it, by a batch
    or as the log's bounds explain it.
    """

    def __init__(self, next_: Mapping[int, Mapping[str, int]]) -> None:
        self.why = ""
        """Why the lane stands still; empty if it does not."""
        self.unsure = False
        """Did something fail, so that the store is to be asked where the lane stands?"""
        self.hole: Hole | None = None
        """What was never seen, perhaps as the log has it no more."""
        self.failures = self.conflicts = 0
        """In a row."""
        self._next, self._stuck = next_, False
        self._denied: object = None
        """The work that the store would not do."""

    def failed(self, error: Exception, work: object) -> None:
        """What fails while the lane is unsure is no longer that work's failure. What is none of FAILURES is a fault of
        ours, and over with the next batch that is saved.
        """
        if not self.unsure:
            self._stuck = isinstance(error, STUCK) or not isinstance(error, FAILURES)
            self._denied = work if isinstance(error, Denied) else None
        self.failures, self.unsure = self.failures + 1, True
        self.hole = error if isinstance(error, Hole) else self.hole
        self.conflicts += isinstance(error, Conflict)
        self.why = said(error)

    def pauses(self, error: Exception) -> bool:
        """Is there to be a pause after this one, the last? What may be a race is tried again at once, but once."""
        return isinstance(error, Unreachable | BadRelease) or self.failures > 1

    def recovered(self) -> None:
        """The store told where the lane stands."""
        self.unsure = False
        if not self._stuck:
            self.went_well()

    def done(self, work: object) -> None:
        """This did not fail: it says something only of a lane that was denied it."""
        if self._denied == work:
            self.went_well()

    def left(self) -> None:
        """A partition is another's now, and a hole in it."""
        if self.hole and not (self.unsure or self._stuck):
            self.went_well()

    def went_well(self) -> None:
        """A batch is saved, or what was in the way is over: all of it, but a hole that is still there."""
        self.conflicts, self._stuck, self._denied = 0, False, None
        if self.hole and self.hole.stands(self._next):
            self.why = said(self.hole)
            return
        self.hole, self.failures, self.why = None, 0, ""


def said(error: Exception) -> str:
    return f"{type(error).__name__}: {error}"

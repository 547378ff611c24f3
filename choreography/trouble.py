"""A lane's failures since it was last well: how many in a row, why it stands still, and what makes it well again."""

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
    """Told by the lane what failed and what went well; it does nothing itself."""

    def __init__(self) -> None:
        self.why = ""
        """Why the lane stands still; empty if it does not."""
        self.unsure = False
        """Did something fail, so that the store is to be asked where the lane stands?"""
        self.hole = False
        """Was something never seen, perhaps as the log has it no more?"""
        self.failures = self.conflicts = 0
        """In a row."""
        self._stuck = False
        self._denied: object = None
        """The work that the store would not do."""

    def failed(self, error: Exception, work: object) -> None:
        """By one of FAILURES. What fails while the lane is unsure is no longer that work's failure."""
        if not self.unsure:
            self._stuck, self._denied = isinstance(error, STUCK), work if isinstance(error, Denied) else None
        self.failures, self.unsure = self.failures + 1, True
        self.hole = self.hole or isinstance(error, Hole)
        self.conflicts += isinstance(error, Conflict)
        self.why = f"{type(error).__name__}: {error}"

    def pauses(self, error: Exception) -> bool:
        """Is there to be a pause after this one, the last? What may be a race is tried again at once, but once."""
        return isinstance(error, Unreachable | BadRelease) or self.failures > 1

    def recovered(self) -> None:
        """The store told where the lane stands."""
        self.unsure = self.hole = False
        if not self._stuck:
            self.went_well()

    def done(self, work: object) -> None:
        """This did not fail: it says something only of a lane that was denied it."""
        if self._denied == work:
            self.went_well()

    def went_well(self) -> None:
        """A batch is saved, or what was in the way is over."""
        self.failures = self.conflicts = 0
        self._stuck, self._denied, self.why = False, None, ""

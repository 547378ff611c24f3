"""A bad release is not a thousand dead letters: a lane that sees one error kill many subjects stops."""

from collections import deque
from collections.abc import Iterable

from choreography.settings import ShellSettings


class BadRelease(Exception):
    """One error killed so many messages of different subjects that the fault is ours, not theirs."""


Outcome = tuple[str, str, str, str]
"""Of a message: its name, its subject, what became of it, and by which error if it died."""
Window = deque[tuple[str, str]]
"""Of the last messages: the error by which each died, empty if it did not, and its subject."""


class Deaths:
    """Remembers what became of the last messages that are in the books: a batch is judged, saved, then kept."""

    def __init__(self, settings: ShellSettings) -> None:
        self.settings = settings
        self._last: Window = deque(maxlen=settings.bad_release_window)

    def judge(self, outcomes: Iterable[Outcome]) -> Window:
        """What is to be kept once the batch is saved. Raises BadRelease, after which it is not to be."""
        tried = deque(self._last, maxlen=self._last.maxlen)
        subjects: dict[str, list[str]] = {}
        tried.extend((error if outcome == "dead" else "", subject) for _, subject, outcome, error in outcomes)
        for error, subject in tried:
            if error:
                subjects.setdefault(kind_of(error), []).append(subject)
        for error, dead in subjects.items():
            many = len(dead) >= self.settings.bad_release_deaths
            if many and len(set(dead)) >= self.settings.bad_release_subjects:
                raise BadRelease(f"{len(dead)} of the last {len(tried)} messages died of {error}")
        return tried

    def keep(self, window: Window) -> None:
        self._last = window


def kind_of(error: str) -> str:
    """The step and the class of the error: its text may name the row."""
    return ":".join(error.split(":")[:2])

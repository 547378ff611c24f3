"""Of the points of a story each run takes one share, and each commit another; all of them are asked for by name."""

import os
import subprocess
from datetime import date
from functools import cache

EVERY = int(os.environ.get("BOXOFFICE_TEST_EVERY_POINT", "31"))
"""Of the points each thirty-first; all of them (1) take twenty minutes, on two busy cores."""


@cache
def share() -> int:
    """Counts from 0: the given one, or the commit's, or the day's where no commit is known."""
    if given := os.environ.get("BOXOFFICE_TEST_SHARE"):
        return int(given)
    asked = subprocess.run(["git", "rev-parse", "HEAD"], capture_output=True, text=True, check=False)  # noqa: S607
    commit = asked.stdout.strip()
    return (int(commit, 16) if commit else date.today().toordinal()) % EVERY


def points_of(count: int, nth: int) -> range:
    """So many there are; of the story of this number."""
    return range(1 + (share() + nth) % EVERY, count + 1, EVERY)


def said(at: int, name: str) -> str:
    """How exactly this comes again."""
    return f"{at}: {name}; again with BOXOFFICE_TEST_EVERY_POINT={EVERY} BOXOFFICE_TEST_SHARE={share()}"

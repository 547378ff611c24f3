"""`make components`: has any component breached the times of docs/security/dependencies.md? Exit code 1 if one has."""

import sys
import tomllib
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

FILE = Path(__file__).parent.parent / "docs/security/components.toml"
WITHIN = {"attacked": timedelta(days=2), "high": timedelta(days=7), "medium": timedelta(days=30)}
"""From the day on which a weakness is published; what is low goes with the next upgrade."""
RENEWED_WITHIN = timedelta(days=90)


@dataclass(frozen=True)
class Weak:
    component: str
    published: date
    severity: str
    harmless: str = ""

    @property
    def until(self) -> date:
        """The last day on which it may still be there. Raises KeyError for a severity that is none."""
        return date.max if self.severity == "low" or self.harmless else self.published + WITHIN[self.severity]


def overdue(said: dict[str, Any], today: date) -> Iterable[str]:
    """What breaches which time, in words. `said` is the file."""
    if today > (last := said["renewed"] + RENEWED_WITHIN):
        yield f"all components: to be renewed by {last}"
    for one in (Weak(**found) for found in said.get("weak", ())):
        if today > one.until:
            yield f"{one.component}: {one.severity}, to be replaced or made harmless by {one.until}"


def renew(file: Path, today: date) -> None:
    lines = file.read_text().splitlines(keepends=True)
    file.write_text("".join(f"renewed = {today}\n" if line.startswith("renewed = ") else line for line in lines))


def main() -> None:
    today = datetime.now(UTC).date()
    if "--renewed" in sys.argv:
        renew(FILE, today)
    if found := [*overdue(tomllib.loads(FILE.read_text()), today)]:
        sys.exit("\n".join(found))


if __name__ == "__main__":
    main()

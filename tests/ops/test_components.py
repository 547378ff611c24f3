"""How old a component, and how long known a weakness may be, by the days of docs/security/dependencies.md."""

import re
import tomllib
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import pytest

from ops.components import FILE, RENEWED_WITHIN, WITHIN, Weak, overdue, renew

DAY = date(2026, 11, 1)


def weak(severity: str, **more: str) -> dict[str, Any]:
    return {"renewed": DAY, "weak": [{"component": "h11", "published": DAY, "severity": severity, **more}]}


def late(said: dict[str, Any], days: int) -> list[str]:
    return [*overdue(said, DAY + timedelta(days=days))]


@pytest.mark.parametrize(("severity", "days"), [("attacked", 2), ("high", 7), ("medium", 30)])
def test_a_weakness_is_replaced_within_its_days(severity: str, days: int) -> None:
    assert late(weak(severity), days) == []
    assert late(weak(severity), days + 1) == [
        f"h11: {severity}, to be replaced or made harmless by {DAY + timedelta(days=days)}"
    ]


def test_what_is_low_or_cannot_be_reached_waits_for_the_next_upgrade() -> None:
    assert late(weak("low"), 90) == late(weak("attacked", harmless="no part reads such bytes"), 90) == []


def test_all_are_renewed_within_ninety_days_and_not_later() -> None:
    assert late({"renewed": DAY}, 90) == []
    assert late({"renewed": DAY}, 91) == [f"all components: to be renewed by {DAY + timedelta(days=90)}"]


def test_a_severity_that_is_none_is_no_excuse() -> None:
    with pytest.raises(KeyError):
        late(weak("a little"), 0)


def test_an_upgrade_writes_its_day_and_nothing_else(tmp_path: Path) -> None:
    file = tmp_path / "components.toml"
    file.write_text(FILE.read_text())
    renew(file, DAY)
    assert tomllib.loads(file.read_text()) == tomllib.loads(FILE.read_text()) | {"renewed": DAY}


def test_the_page_says_the_same_days_and_each_weakness_is_of_something_that_is_here() -> None:
    page = Path("docs/security/dependencies.md").read_text()
    said = [int(days) for days in re.findall(r"\| (\d+) days \|", page)]
    assert [one.days for one in WITHIN.values()] == said and f"once in {RENEWED_WITHIN.days} days" in page
    here = "".join(Path(name).read_text() for name in ("requirements.txt", "compose.yaml", "ops/stack/kafka-jars.lock"))
    assert not [one for one in tomllib.loads(FILE.read_text()).get("weak", ()) if Weak(**one).component not in here]

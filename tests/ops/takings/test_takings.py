"""A day of a box office: whatever comes and goes wrong, the books balance, and the statement says so."""

from pathlib import Path

import pytest
from typer.testing import CliRunner

from ops.cli import app
from ops.takings.odds import OFTEN
from ops.takings.played import play
from ops.takings.running.played import Wish
from ops.takings.statement import Statement, described

COUNT = 80
ENDS = ("confirmed", "cancelled", "expired", "rejected")


@pytest.fixture(scope="module")
def day() -> Statement:
    return play(COUNT)


def test_every_kind_of_buyer_comes_and_each_booking_has_an_end(day: Statement) -> None:
    assert not [kind for kind in OFTEN if not day.played.get(kind)]
    assert sum(day.bookings.values()) == COUNT and {*ENDS} >= day.bookings.keys()


def test_every_accident_happens_and_nothing_is_wrong(day: Statement) -> None:
    rare = (
        "saved card",
        "declined",
        "settling",
        "webhook lost",
        "outage",
        "late money",
        "refunded in part",
        "owed back",
        "killed",
    )
    assert not [name for name in rare if not day.happened.get(name)] and day.cases == {"applied": 1}
    assert not day.wrong


def test_the_books_balance_and_are_the_providers(day: Statement) -> None:
    assert sum(day.accounts.values()) == 0 and day.provider == day.accounts["provider"] > 0
    assert day.accounts["bank"] < 0 and day.accounts["sales"] < 0 and day.invoices["credit_note"] > 0


def test_the_command_prints_the_statement_and_fails_if_anything_is_wrong(
    day: Statement, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ops.commands.demo.takings", lambda bookings: day)
    said = CliRunner().invoke(app, ["demo", "--money"])
    assert said.exit_code == 0 and said.output.strip() == described(day)
    assert "nothing is wrong" in said.output
    day.wrong.append("a cent is missing")
    assert CliRunner().invoke(app, ["demo", "--money", "--json"]).exit_code == 1


def test_it_is_played_at_the_box_office_that_is_named(
    day: Statement, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    asked = []

    async def there(found: dict[str, str], at: str, wish: Wish) -> Statement:
        asked.append((found["edge"], at, wish.bookings))
        return day

    monkeypatch.setattr("ops.commands.demo.takings_at", there)
    (tmp_path / "ready.json").write_text('{"edge": "http://127.0.0.1:1"}')
    said = CliRunner().invoke(app, ["demo", "--money", "--bookings", "50", "--at", str(tmp_path)])
    assert asked == [("http://127.0.0.1:1", str(tmp_path), 50)] and described(day) in said.output

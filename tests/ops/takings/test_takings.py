"""A day of a box office: whatever comes and goes wrong, the books balance, and the statement says so."""

import pytest
from typer.testing import CliRunner

from ops.cli import app
from ops.takings.buyers import OFTEN
from ops.takings.played import play
from ops.takings.statement import Statement, described

COUNT = 60
ENDS = ("confirmed", "cancelled", "expired", "rejected")


@pytest.fixture(scope="module")
def day() -> Statement:
    return play(COUNT)


def test_every_kind_of_buyer_comes_and_each_booking_has_an_end(day: Statement) -> None:
    assert not [kind.__name__ for kind in OFTEN if not day.played.get(kind.__name__)]
    assert sum(day.bookings.values()) == COUNT and {*ENDS} >= day.bookings.keys()


def test_every_accident_happens_and_nothing_is_wrong(day: Statement) -> None:
    rare = ("declined", "settling", "webhook lost", "outage", "late money", "refunded in part", "owed back", "killed")
    assert not [name for name in rare if not day.happened.get(name)] and day.cases == {"applied": 1}
    assert not day.wrong


def test_the_books_balance_and_are_the_providers(day: Statement) -> None:
    assert sum(day.accounts.values()) == 0 and day.provider == day.accounts["provider"] > 0
    assert day.accounts["bank"] < 0 and day.accounts["sales"] < 0 and day.invoices["credit_note"] > 0


def test_the_command_prints_the_statement_and_fails_if_anything_is_wrong(
    day: Statement, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("ops.commands.demo.takings", lambda: day)
    said = CliRunner().invoke(app, ["demo", "--money"])
    assert said.exit_code == 0 and said.output.strip() == described(day)
    assert "nothing is wrong" in said.output
    day.wrong.append("a cent is missing")
    assert CliRunner().invoke(app, ["demo", "--money", "--json"]).exit_code == 1

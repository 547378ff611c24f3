"""What commands print loses nothing where no terminal reads it, however narrow one would be."""

import pytest
from rich.table import Table
from rich.tree import Tree

from ops.check.invariants import invariants
from ops.check.report import Finding, Report
from ops.commands.check import show
from ops.commands.printing import console

LONG = "promotions.operators is behind by so much " * 9


@pytest.fixture(autouse=True)
def narrow(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "40")


def test_a_line_of_a_table_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    table = Table("topic", "behind", box=None)
    table.add_row("promotions.operators", LONG)
    console().print(table)
    assert f"promotions.operators  {LONG}" in capsys.readouterr().out


def test_a_branch_of_a_tree_is_whole(capsys: pytest.CaptureFixture[str]) -> None:
    tree = Tree("booking")
    tree.add(LONG).add(LONG)
    console().print(tree)
    assert capsys.readouterr().out.count(LONG.rstrip()) == 2


def test_an_example_of_a_breach_is_printed_as_it_is(capsys: pytest.CaptureFixture[str]) -> None:
    first = next(iter(invariants()))
    show(Report({"bookings": 1}, [Finding(first, 1, [["[bold]", ":x:", LONG]])], []))
    assert f"    [bold]  :x:  {LONG}" in capsys.readouterr().out

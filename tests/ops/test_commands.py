"""Every command of `boxoffice`: its help, what it prints for machines, and how it ends where nothing runs."""

import re
import shlex
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from typer.main import get_command
from typer.testing import CliRunner

from ops.cli import MODULES, commands

ALL: dict[str, Any] = {}
EXAMPLE = re.compile(r"^Example: boxoffice (.+)$", re.MULTILINE)
PRINTS_JSON = {"docs"}
"""Whatever it is asked for is JSON."""


def leaves(name: str, command: Any) -> Iterator[tuple[str, Any]]:
    """What can be asked for: a group only where it does something of its own."""
    below = getattr(command, "commands", {})
    if not below or command.invoke_without_command:
        yield name, command
    for part, one in below.items():
        yield from leaves(f"{name} {part}".strip(), one)


ALL.update(pair for name in MODULES for pair in leaves("", get_command(commands([name]))) if pair[0])


def example(name: str) -> list[str]:
    found = EXAMPLE.search(ALL[name].help or "")
    assert found, f"the help of {name} has no line `Example: boxoffice ...`"
    return shlex.split(found[1])


def options(name: str) -> set[str]:
    return {option for one in ALL[name].params for option in one.opts}


@pytest.mark.parametrize("name", ALL)
def test_its_help_says_what_each_word_means_and_has_an_example_that_it_understands(name: str) -> None:
    words = example(name)
    path, rest = words[: len(name.split())], words[len(name.split()) :]
    assert path == name.split()
    ALL[name].make_context(name, rest)
    assert all(one.help for one in ALL[name].params if one.name != "help")


def test_help_is_printed_with_the_exit_codes() -> None:
    done = CliRunner().invoke(commands([]), ["--help"])
    assert done.exit_code == 0 and "Exit codes: 0 done" in done.stdout


@pytest.mark.parametrize("name", sorted(ALL.keys() - PRINTS_JSON))
def test_what_it_says_a_machine_can_read(name: str) -> None:
    assert "--json" in options(name)


@pytest.mark.parametrize("name", [name for name in ALL if "--at" in options(name)])
def test_where_nothing_runs_it_ends_with_2_and_one_line_that_says_so(name: str, tmp_path: Path) -> None:
    words = [*example(name), "--at", str(tmp_path / "nowhere.json")]
    done = CliRunner().invoke(commands([words[0]]), words)
    assert (done.exit_code, done.stdout, done.stderr.count("\n")) == (2, "", 1), done.output
    assert "nowhere.json" in done.stderr


@pytest.mark.parametrize("text", ["[1]", '{"nats": "nats://127.0.0.1:1"}'])
@pytest.mark.parametrize("name", [name for name in ALL if "--at" in options(name)])
def test_a_file_that_is_none_of_ours_is_named(name: str, text: str, tmp_path: Path) -> None:
    (wrong := tmp_path / "wrong.json").write_text(text)
    words = [*example(name), "--at", str(wrong)]
    done = CliRunner().invoke(commands([words[0]]), words)
    assert (done.exit_code, done.stderr.count("\n")) == (2, 1), done.output
    assert "wrong.json" in done.stderr


@pytest.mark.parametrize("age", ["infd", "99999999999d", "nand", "h", "yesterday"])
def test_an_age_that_is_none_is_refused_by_its_name(age: str) -> None:
    done = CliRunner().invoke(commands(["topics"]), ["topics", "peek", "bookings.events", "--since", age])
    assert done.exit_code == 2 and f"'{age}' is neither a time nor an age" in done.stderr


@pytest.mark.parametrize(
    "words", [["topics", "--json", "peek", "bookings.events"], ["breakers", "--json", "reset", "x"]]
)
def test_what_is_said_before_the_command_that_it_is_for_is_not_lost(words: list[str]) -> None:
    done = CliRunner().invoke(commands([words[0]]), words)
    assert done.exit_code == 2 and f"say it behind `{words[2]}`" in done.stderr


@pytest.mark.parametrize("command", ["list", "replay"])
def test_of_a_service_that_there_is_not_nobody_says_that_nothing_is_dead(command: str) -> None:
    done = CliRunner().invoke(commands(["dead"]), ["dead", command, "--service", "booking"])
    assert done.exit_code == 2 and "there is no service 'booking'" in done.stderr


def test_a_file_that_is_no_text_is_mailed_to_nobody(tmp_path: Path) -> None:
    (tmp_path / "letter").write_bytes(b"\xf0\x00")
    words = ["mail", "all", "newsletter", "--title", "x", "--text", str(tmp_path / "letter")]
    done = CliRunner(env={"COLUMNS": "400"}).invoke(commands(["mail"]), words)
    assert done.exit_code == 2 and "letter is no text" in done.stderr


def test_an_unknown_command_ends_with_2() -> None:
    assert CliRunner().invoke(commands([]), ["sell"]).exit_code == 2

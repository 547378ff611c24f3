"""Who an operator is to the audit."""

import pwd
from collections.abc import Iterator

import pytest
from typer.testing import CliRunner

from choreography.envelope import TEXT_AT_MOST
from ops.cli import app
from ops.operator import actor, login, said


@pytest.fixture(autouse=True)
def nobody_said() -> Iterator[None]:
    token = said.set("")
    yield
    said.reset(token)


def test_who_says_no_name_is_who_runs_the_process(monkeypatch: pytest.MonkeyPatch) -> None:
    entry = pwd.struct_passwd(("olga", "x", 1, 1, "", "/", "/bin/sh"))
    monkeypatch.setattr("pwd.getpwuid", lambda number: entry)
    assert actor() == "command line: olga"


def test_who_has_no_login_name_is_a_number(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("pwd.getpwuid", dict[int, str]().__getitem__)
    assert login().isdigit()


@pytest.mark.parametrize(("words", "environment"), [(["--operator", "olga"], {}), ([], {"BOXOFFICE_OPERATOR": "olga"})])
def test_a_name_is_said_by_an_option_or_by_the_environment(words: list[str], environment: dict[str, str]) -> None:
    assert CliRunner(env=environment).invoke(app, [*words, "docs", "asyncapi"]).exit_code == 0
    assert actor() == "command line: olga"


def test_the_longest_name_fits_into_an_envelope() -> None:
    said.set("ō" * 500)
    assert len(actor().encode()) <= TEXT_AT_MOST

"""Where there can be no data folder, what would open there says so in a line, and ends with 1."""

import socket
from pathlib import Path

import pytest
from typer.testing import CliRunner

from ops.cli import commands


@pytest.fixture(autouse=True)
def all_ports_are_free(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(socket, "create_server", lambda _: socket.socket(socket.AF_UNIX))


@pytest.mark.parametrize(("command", "said"), [("up", "not opened: "), ("stack", "not started: ")])
def test_a_file_in_its_way_is_named(command: str, said: str, tmp_path: Path) -> None:
    (tmp_path / "in the way").touch()
    done = CliRunner().invoke(commands([command]), [command, "--data", str(tmp_path / "in the way" / "data")])
    assert (done.exit_code, done.output.count("\n")) == (1, 1), done.output
    assert done.output.startswith(said) and "in the way" in done.output

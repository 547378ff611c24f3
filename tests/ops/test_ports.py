"""A box office that cannot have its ports says so before anything starts."""

import socket

import pytest
from typer.testing import CliRunner

from ops.cli import commands
from ops.stack.process import StartFailed
from ops.up.plan import Form
from ops.up.ports import check_free
from tests.opened import own_port


@pytest.mark.real
def test_all_that_something_else_has_are_named() -> None:
    form = Form(own_port())
    with socket.create_server(("127.0.0.1", form.mail_port)), pytest.raises(StartFailed, match=str(form.mail_port)):
        check_free(form)
    check_free(form)


@pytest.mark.parametrize("port", ["65535", "65450", "99999"])
def test_one_that_leaves_no_room_for_the_others_is_refused(port: str) -> None:
    done = CliRunner().invoke(commands(["up"]), ["up", "--memory", "--port", port])
    assert (done.exit_code, done.output.count("\n")) == (1, 1) and f"--port {port} is too high" in done.output


@pytest.mark.parametrize("port", ["0", "-1"])
def test_one_that_is_none_is_refused(port: str) -> None:
    assert CliRunner().invoke(commands(["up"]), ["up", "--port", port]).exit_code == 2


def test_one_that_is_not_the_users_is_refused_in_a_line(monkeypatch: pytest.MonkeyPatch) -> None:
    def refused(address: tuple[str, int]) -> None:
        raise PermissionError(13, "Permission denied", address)

    monkeypatch.setattr(socket, "create_server", refused)
    done = CliRunner().invoke(commands(["up"]), ["up", "--port", "80"])
    assert (done.exit_code, done.output.count("\n")) == (1, 1) and "is not this user's to open" in done.output

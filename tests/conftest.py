"""What all tests share: the real servers, for those marked `real`; only these may open a socket."""

import json
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import settings

from ops.stack import Addresses
from ops.stack.process import child_setup

pytest_plugins = ("tests.mesh.fixtures",)
settings.register_profile("unhurried", settings.default, deadline=None)
settings.load_profile("unhurried")
if signal.getsignal(signal.SIGINT) is signal.SIG_IGN:
    # A shell lets what it runs beside itself ignore Ctrl-C, and so would every process that a test interrupts.
    signal.signal(signal.SIGINT, signal.default_int_handler)


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """What opens no socket comes first, then what needs the servers, and what takes long at last."""
    for item in items:
        if item.get_closest_marker("real"):
            item.add_marker("enable_socket")
    items.sort(key=place)


def place(item: pytest.Item) -> tuple[bool, bool, bool]:
    """Of those on real servers, what reads all that was ever said comes while that is little."""
    slow, real, whole_log = (item.get_closest_marker(name) is not None for name in ("slow", "real", "whole_log"))
    return slow, real, not whole_log


def pytest_terminal_summary(terminalreporter: pytest.TerminalReporter) -> None:
    """What tests have counted, in their own words: of a test that passes nobody sees what it prints."""
    for report in terminalreporter.getreports("passed"):
        for text in [said for name, said in report.user_properties if name == "counted"]:
            terminalreporter.write_line(f"{report.nodeid.rpartition('::')[-1]}: {text}")


@pytest.fixture(scope="session")
def stack_data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The session's servers keep their data, logs and pids here."""
    return tmp_path_factory.mktemp("stack")


@pytest.fixture(scope="session")
def stack(stack_data: Path) -> Iterator[Addresses]:
    """The real servers, in a process of their own, once a session."""
    command = [sys.executable, "-m", "ops.cli", "stack", "--json", "--data", str(stack_data)]
    dies_with_us = child_setup(None, signal.SIGTERM)
    with subprocess.Popen(command, stdout=subprocess.PIPE, preexec_fn=dies_with_us) as running:  # noqa: PLW1509
        try:
            assert running.stdout is not None
            announced = running.stdout.readline()
            assert announced, "the stack did not start: see above"
            yield Addresses(**json.loads(announced))
        finally:
            running.terminate()
            running.wait(60)

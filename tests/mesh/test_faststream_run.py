"""One worker as FastStream's users run it: `faststream run handlers.bookings:app`, beside the others."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from contracts.bookings import BookingConfirmed
from ops import registry
from ops.stack.process import child_setup
from tests.eventually import eventually
from tests.mesh.fixtures import settings
from tests.mesh.processes import Fleet, environment
from tests.mesh.profiles import real_mesh
from tests.mesh.test_dead import unreadable
from tests.mesh.test_purchase import on_sale, wish
from tests.mesh.test_sight import free_port, is_ready

pytestmark = [pytest.mark.real, pytest.mark.timeout(240)]
COMMAND = [str(Path(sys.executable).with_name("faststream")), "run", "handlers.bookings:app"]


@pytest.fixture
def running(fleet: Fleet, tmp_path: Path) -> Iterator[tuple[Path, int]]:
    """What it writes, and where it says how it is. Nobody else has bookings."""
    fleet.only("others", *(name for name in registry.NAMES if name != "bookings"))
    own = {"BOXOFFICE_KAFKA_WORKER": "alone", "BOXOFFICE_HEALTH_PORT": str(port := free_port())}
    env = {**os.environ, **environment(fleet.addresses), **own}
    dies_with_us = child_setup(None, signal.SIGTERM)
    with (log := tmp_path / "lines").open("wb") as written:
        worker = subprocess.Popen(COMMAND, env=env, stderr=written, preexec_fn=dies_with_us)  # noqa: PLW1509
    yield log, port
    worker.terminate()
    assert worker.wait(60) == 0
    fleet.end("others")


async def test_it_sells_and_its_lines_are_those_of_any_worker(fleet: Fleet, running: tuple[Path, int]) -> None:
    log, port = running
    await eventually(lambda: is_ready(port), within=90)
    async with real_mesh(*settings(fleet.addresses)) as mesh:
        event = await on_sale(mesh)
        assert isinstance(await mesh.ask(wish(event, "stalls-A1")), BookingConfirmed)
        await unreadable(mesh)
    await eventually(lambda: log.read_text().endswith("\n"), within=15)
    said = [json.loads(line) for line in log.read_text().splitlines()]
    assert {(line["service"], line["worker"]) for line in said} == {("bookings", "alone")}

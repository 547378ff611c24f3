"""What a running worker shows on its own port, and whether that is what the alerts and the pages speak of."""

import asyncio
import json
import re
import socket
import urllib.error
import urllib.request
from collections.abc import AsyncIterator
from pathlib import Path

import pytest
import yaml

from choreography.sight.metrics import COUNTERS, GAUGES, HISTOGRAMS
from handlers.inventory.rows import Hold
from ops import registry
from tests.choreography.sight.scrape import parsed
from tests.eventually import eventually
from tests.mesh.fixtures import settings
from tests.mesh.processes import Fleet
from tests.mesh.profiles import Mesh, real_mesh
from tests.mesh.test_purchase import on_sale, wish

PAGE, ALERTS = Path("docs/practice.md"), Path("ops/alerts/alerts.yml")
NAME = re.compile(r"boxoffice_[a-z_]+")


def free_port() -> int:
    with socket.create_server(("127.0.0.1", 0)) as server:
        port: int = server.getsockname()[1]
        return port


async def got(port: int, path: str) -> tuple[int, str]:
    def get() -> tuple[int, str]:
        try:
            with urllib.request.urlopen(f"http://127.0.0.1:{port}{path}", timeout=5) as said:
                return said.status, said.read().decode()
        except urllib.error.HTTPError as error:
            return error.code, error.read().decode()

    return await asyncio.to_thread(get)


async def is_ready(port: int) -> bool:
    return (await got(port, "/health/ready"))[0] == 200


@pytest.fixture
async def seen(fleet: Fleet) -> AsyncIterator[tuple[Mesh, int]]:
    port = free_port()
    env = {"BOXOFFICE_HEALTH_PORT": str(port), "BOXOFFICE_LOOK_EVERY": "0.2"}
    fleet.only("seen", "bookings", "inventory", "views", **env)
    async with real_mesh(*settings(fleet.addresses)) as mesh:
        yield mesh, port
    fleet.end("seen")


@pytest.mark.real
async def test_a_worker_lives_is_ready_and_counts_a_purchase(seen: tuple[Mesh, int]) -> None:
    mesh, port = seen
    assert await got(port, "/health/live") == (200, "alive\n")
    await eventually(lambda: is_ready(port))
    event = await on_sale(mesh)
    await mesh.ask(asked := wish(event, "stalls-A1"))
    await mesh.becomes("inventory", Hold, event, asked.booking_id, state="sold")
    assert json.loads((await got(port, "/health/ready"))[1]) == {"ready": True, "why": {}}

    async def up_to_date() -> bool:
        numbers = parsed((await got(port, "/metrics"))[1])
        return numbers["messages_total", ("done",)] > 0 and numbers.get(("lag_messages", ("bookings.events",))) == 0

    await eventually(up_to_date)


@pytest.mark.real
async def test_a_worker_tells_how_long_bookings_took_and_that_nothing_is_oversold(seen: tuple[Mesh, int]) -> None:
    mesh, port = seen
    event = await on_sale(mesh)
    await mesh.ask(wish(event, "stalls-A1"))
    await mesh.ask(wish(event, "stalls-A1"))

    async def told() -> bool:
        numbers = parsed((await got(port, "/metrics"))[1])
        ended = all(numbers.get(("saga_seconds_count", (outcome,))) for outcome in ("confirmed", "rejected"))
        return ended and numbers.get(("oversold_places", ())) == 0

    await eventually(told)


@pytest.mark.real
async def test_a_worker_tells_what_happened_to_its_consumers(seen: tuple[Mesh, int]) -> None:
    numbers = parsed((await got(seen[1], "/metrics"))[1])
    assert numbers["consumer_rebalances_total", ()] >= 1 and numbers["consumer_restarts_total", ()] == 0
    assert {"consumer_polls_failed_total", "consumer_batches_failed_total"} <= {name for name, _ in numbers}


@pytest.mark.real
async def test_every_metric_that_an_alert_names_is_served_by_a_running_worker(seen: tuple[Mesh, int]) -> None:
    _, page = await got(seen[1], "/metrics")
    served = set(re.findall(r"^# TYPE (\S+)", page, re.MULTILINE))
    served |= {f"boxoffice_{one.name}" for of in ("payments", "audit") for one in registry.service(of).gauges}
    rules = [rule for group in yaml.safe_load(ALERTS.read_text())["groups"] for rule in group["rules"]]
    assert len(rules) > 5 and all(set(NAME.findall(rule["expr"])) <= served for rule in rules)


def test_the_page_names_every_metric_and_no_other() -> None:
    known = {f"boxoffice_{name}_total" for name, *_ in COUNTERS}
    known |= {f"boxoffice_{name}" for name, *_ in (*GAUGES, *HISTOGRAMS)}
    known |= {f"boxoffice_{one.name}" for of in registry.services() for one in (*of.gauges, *of.durations)}
    assert set(re.findall(r"`(boxoffice_[a-z_]+)[`{]", PAGE.read_text())) == known

"""`boxoffice up --guarded`: every server asks who speaks, over TLS, and a ticket is bought all the same."""

import json
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import asyncpg
import httpx2
import pytest

from tests.eventually import eventually
from tests.opened import opened, own_port
from tests.ops.test_up import boxoffice

pytestmark = [pytest.mark.real, pytest.mark.slow, pytest.mark.timeout(300)]


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    data = tmp_path_factory.mktemp("house") / ".boxoffice"
    options = ["--guarded", "--replica", "--json", "--data", str(data), "--port", str(own_port())]
    with opened([sys.executable, "-m", "ops.cli", "up", *options], 90) as found:
        yield found


def said(house: dict[str, Any], *words: str) -> Any:
    ran = boxoffice(*words, "--json", data=Path(house["data"]))
    assert ran.returncode == 0, ran.stderr + ran.stdout
    return json.loads(ran.stdout)


def test_a_ticket_is_bought_and_everything_agrees(house: dict[str, Any]) -> None:
    said(house, "demo")
    assert said(house, "buy")["state"] == "confirmed"
    assert said(house, "check")["counts"]["confirmed"] == 1


async def test_the_door_reads_from_a_replica_that_asks_who_speaks_as_well(house: dict[str, Any]) -> None:
    async with httpx2.AsyncClient(base_url=house["edge"]) as client:

        async def is_read() -> bool:
            return bool((await client.get("/health/ready")).json()["there"]["replica"])

        await eventually(is_read, within=30)
    with pytest.raises(asyncpg.InvalidAuthorizationSpecificationError, match="TLS"):
        await asyncpg.connect(house["replica"].partition("?")[0], ssl=False)
    with pytest.raises(asyncpg.InvalidPasswordError):
        await asyncpg.connect(house["replica"], password="guessed")


def test_commands_find_who_they_are_to_each_server(house: dict[str, Any]) -> None:
    buyer = json.loads((Path(house["data"]) / "demo.json").read_text())["buyer"]["mail"]
    assert said(house, "grant", buyer, "operator")["roles"] == ["buyer", "operator"]  # Kafka, NATS and PostgreSQL
    assert said(house, "maintenance", "show")["mode"] == "off"  # Redis


def test_it_is_copied_while_it_runs_and_its_keyring_apart(house: dict[str, Any], tmp_path: Path) -> None:
    whole = Path(said(house, "backup", str(tmp_path / "all"))["copy"])
    keys = Path(said(house, "backup", str(tmp_path / "keys"), "--keyring")["copy"])
    assert b"person_view" in whole.read_bytes() and b"data_key" not in whole.read_bytes()
    assert b"data_key" in keys.read_bytes() and b"person_view" not in keys.read_bytes()


def test_no_process_was_refused_what_it_needs(house: dict[str, Any]) -> None:
    lines = [line for log in (Path(house["data"]) / "logs").iterdir() for line in log.read_text().splitlines()]
    assert lines and not [line for line in lines if '"level": "error"' in line or line.startswith("Traceback")]


def test_the_ready_file_has_no_password(house: dict[str, Any]) -> None:
    operator = Path(house["credentials"]).read_text()
    secrets = [line.partition("=")[2] for line in operator.splitlines() if "PASSWORD" in line or "SECRET" in line]
    assert secrets and not [one for one in secrets if one in json.dumps(house)]

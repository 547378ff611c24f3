"""`boxoffice up` as a user runs it: open, sell, lose a process, go on, and close without a trace."""

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import aiohttp
import pytest

from ops.client.door import Door
from ops.takings.odds import LAPSING, OFTEN
from ops.takings.running.accounted import OVER
from ops.takings.running.played import Wish, play
from tests.docs.pages import blocks
from tests.eventually import eventually
from tests.opened import opened, own_port

ASKED_FOR = "asked-for.json"
BACK_WITHIN = 30.0
pytestmark = [pytest.mark.real, pytest.mark.timed, pytest.mark.slow, pytest.mark.timeout(300)]


def boxoffice(*words: str, data: Path) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "ops.cli", *words, "--at", str(data)]
    return subprocess.run(command, capture_output=True, text=True, timeout=120, check=False)


@pytest.fixture(scope="module", params=[("--doors", "2"), ("--split",)], ids=["two doors", "split"])
def house(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    """Opened for the second time, with the demo event and a booking of the first.

    `took` is how many seconds each start took, `before` is the booking's id.
    """
    data = tmp_path_factory.mktemp("house") / ".boxoffice"
    command = [sys.executable, "-m", "ops.cli", "up", "--json", "--data", str(data), "--port", str(own_port())]
    command += ["--ready-file", str(data.with_name(ASKED_FOR)), *request.param]
    began = time.monotonic()
    with opened(command, 90):
        first = time.monotonic() - began
        shown = boxoffice("demo", "--json", data=data)
        assert shown.returncode == 0, shown.stderr
        before = bought(data)["id"]
    began = time.monotonic()
    with opened(command, 90) as found:
        yield {**found, "took": (first, time.monotonic() - began), "before": before}


def test_the_first_start_takes_less_than_three_minutes_and_the_next_less_than_twenty_seconds(
    house: dict[str, Any],
) -> None:
    first, second = house["took"]
    assert house["edge"].startswith("http://") and first < 180 and second < 20


def test_no_process_has_anything_to_complain_of(house: dict[str, Any]) -> None:
    """From the first start on brand-new servers, over its end, to the second."""
    lines = [line for log in (Path(house["data"]) / "logs").iterdir() for line in log.read_text().splitlines()]
    assert lines and not [line for line in lines if '"level": "error"' in line or line.startswith("Traceback")]


def bought(data: Path, *words: str) -> dict[str, Any]:
    """The booking as it is shown."""
    ran = boxoffice("buy", "--json", *words, data=data)
    assert ran.returncode == 0, ran.stderr
    booking: dict[str, Any] = json.loads(ran.stdout)
    return booking


def test_a_demo_event_is_sold_to_the_demo_buyer(house: dict[str, Any]) -> None:
    booking = bought(Path(house["data"]), "--seats", "stalls-A1,stalls-A2")
    assert booking["state"] == "confirmed" and len(booking["tickets"]) == 2
    seen = [what for _, what in booking["timeline"]]
    assert [what for what in seen if what[0].isupper()] == [
        "BookingRequested", "BookingHeld", "PaymentRequired", "PaymentSucceeded", "BookingConfirmed", "TicketsIssued",
    ]  # fmt: skip


async def test_the_tickets_are_mailed_to_the_buyer(house: dict[str, Any]) -> None:
    booking, mail = bought(Path(house["data"])), demo(house)["buyer"]["mail"]
    async with aiohttp.ClientSession(house["mail"]) as http:

        async def get(path: str) -> Any:
            async with http.get(path) as answer:
                return await answer.json()

        async def mailed() -> bool:
            heads = await get(f"/api/mails?to={mail}")
            ours = [head["n"] for head in heads if head["subject"].startswith("Your tickets for The Night Opera")]
            return any([booking["id"] in (await get(f"/api/mails/{n}"))["text"] for n in ours])

        await eventually(mailed, within=30)


def demo(house: dict[str, Any]) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((Path(house["data"]) / "demo.json").read_text())
    return found


async def test_what_was_paid_before_it_was_closed_goes_back_now(house: dict[str, Any]) -> None:
    """Its provider and its mailbox remember as its servers do."""
    async with aiohttp.ClientSession() as http:
        door = await Door(house["edge"], http).log_in(**demo(house)["buyer"])
        path = f"/bookings/{house['before']}"
        await door.call("DELETE", path)

        async def went_back() -> bool:
            paid = (await door.call("GET", path))["payment"]
            return 0 < paid["paid"] == paid["refunded"]

        await eventually(went_back, within=30)


def test_a_role_is_given_by_the_command_line(house: dict[str, Any]) -> None:
    given = boxoffice("grant", demo(house)["organiser"]["mail"], "operator", "--json", data=Path(house["data"]))
    assert given.returncode == 0 and "operator" in json.loads(given.stdout)["roles"], given.stderr
    nobody = boxoffice("grant", "nobody@example.com", data=Path(house["data"]))
    assert nobody.returncode == 1 and "not_found" in nobody.stdout


def test_a_declined_card_ends_with_the_reason(house: dict[str, Any]) -> None:
    bought = boxoffice("buy", "--json", "--card", "pm_card_chargeDeclined", data=Path(house["data"]))
    assert bought.returncode == 1
    assert json.loads(bought.stdout)["state"] == "cancelled"


def test_a_killed_process_comes_back_and_the_next_purchase_goes_through(house: dict[str, Any]) -> None:
    data = Path(house["data"])
    for pid in house["pids"].values():
        os.kill(pid, signal.SIGKILL)
    until = time.monotonic() + BACK_WITHIN
    while (bought := boxoffice("buy", "--json", data=data)).returncode and time.monotonic() < until:
        pass
    assert bought.returncode == 0, bought.stderr


def pids(house: dict[str, Any]) -> dict[str, int]:
    """As `status` reads them."""
    found: dict[str, int] = json.loads((Path(house["data"]) / "ready.json").read_text())["pids"]
    return found


def parent(pid: int) -> int:
    return int(Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[1])


async def test_a_killed_nursery_comes_back_with_all_processes_and_their_pids_are_told(house: dict[str, Any]) -> None:
    before = await eventually(lambda: pids(house) if all(map(alive, pids(house).values())) else None, within=30)
    assert before
    os.kill(parent(before["stripe"]), signal.SIGKILL)
    await eventually(lambda: not set(pids(house).values()) & {*before.values(), 0}, within=60)
    await eventually(lambda: boxoffice("status", data=Path(house["data"])).returncode == 0, within=60, every=1)
    assert all(map(alive, pids(house).values()))
    assert json.loads(Path(house["data"]).with_name(ASKED_FOR).read_text())["pids"] == pids(house)
    assert boxoffice("buy", "--json", data=Path(house["data"])).returncode == 0


def alive(pid: int) -> bool:
    return Path(f"/proc/{pid}").exists()


def test_the_tour_of_the_readme_runs(house: dict[str, Any]) -> None:
    tour = "\n".join(blocks(Path("README.md").resolve(), "sh")).replace(
        "$PWD/.venv/bin", str(Path(sys.executable).parent)
    )
    where = Path(house["data"]).parent
    ran = subprocess.run(
        ["/bin/bash", "-euo", "pipefail", "-c", tour], cwd=where, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, f"{ran.stdout}\n{ran.stderr}"


async def test_each_door_says_on_its_own_port_that_it_is_ready(house: dict[str, Any]) -> None:
    own = {name: url for name, url in house["health"].items() if name.startswith("edge")}
    assert len(set(own.values())) == len(own) and set(own) <= set(house["pids"])
    async with aiohttp.ClientSession() as http:
        for url in own.values():
            async with http.get(url) as answer:
                assert answer.status == 200


def test_everything_is_ready(house: dict[str, Any]) -> None:
    said = boxoffice("status", "--json", data=Path(house["data"]))
    assert said.returncode == 0, said.stdout


async def test_a_days_money_balances_and_is_the_providers(house: dict[str, Any]) -> None:
    """Of those who let no hold lapse, which takes a minute; once, where each service is a process of its own."""
    if "sale" in house["pids"]:
        pytest.skip("played where services are split")
    day = await play(house, house["data"], Wish(len(OFTEN) - len(LAPSING), lapsing=False))
    assert not day.wrong and [*day.played] == sorted(OFTEN.keys() - LAPSING)
    assert sum(day.accounts.values()) == 0 and day.provider == day.accounts["provider"] > 0 > day.accounts["bank"]
    assert day.cases["applied"] and day.happened["called off"] and {*day.bookings} <= {*OVER}


def test_everything_agrees(house: dict[str, Any]) -> None:
    checked = boxoffice("check", "--json", data=Path(house["data"]))
    assert checked.returncode == 0, checked.stdout
    assert json.loads(checked.stdout)["counts"]["confirmed"] >= 2

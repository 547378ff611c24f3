"""What operators look into by the address of the door of a box office in memory is what its own folder shows."""

import asyncio
import json
from functools import partial
from typing import Any

import pytest
from typer.testing import CliRunner, Result

from ops.cli import app
from ops.client.tools import ENV
from tests.edge.counter import Counter
from tests.edge.front import Front
from tests.eventually import eventually

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory"], indirect=True)]


async def runs(*words: str, at: str, token: str = "") -> Result:
    runner = CliRunner(env={ENV: token})
    return await asyncio.to_thread(runner.invoke, app, [*words, "--json", "--at", at])


async def test_the_commands_that_look_take_the_doors_address(
    front: Front, counter: Counter, memory_said: dict[str, Any]
) -> None:
    operator, buyer = await counter.operator(), await front.person()
    event = await front.on_sale(await front.person(organiser=True))
    booking = (await front.buys(buyer, event, "stalls-A1")).json()["booking_id"]
    await buyer.sees(f"/bookings/{booking}", state="confirmed")
    token, ways = operator.tokens["access_token"], (str(memory_said["edge"]), str(memory_said["data"]))
    for words in (
        ("saga", booking, "--patience", "30"),
        ("dead", "list"),
        ("promotions", "list"),
        ("payments", "stray"),
    ):
        await eventually(partial(alike, words, ways, token), within=30, every=0.5)
    assert (await runs("check", "--patience", "30", at=ways[0], token=token)).exit_code == 0


async def alike(words: tuple[str, ...], ways: tuple[str, str], token: str) -> bool:
    """Once nothing is added between the two looks."""
    by_door, by_folder = [await runs(*words, at=at, token=token) for at in ways]
    return (by_door.exit_code, json.loads(by_door.stdout)) == (by_folder.exit_code, json.loads(by_folder.stdout))


async def test_nobody_else_may_look_and_nobody_changes_anything_there(
    front: Front, counter: Counter, memory_said: dict[str, Any]
) -> None:
    door, operator, stranger = str(memory_said["edge"]), await counter.operator(), await front.person()
    for token in ("", "made up", stranger.tokens["access_token"]):
        assert (await runs("dead", "list", at=door, token=token)).exit_code == 2
    assert (await runs("grant", stranger.mail, at=door, token=operator.tokens["access_token"])).exit_code == 2

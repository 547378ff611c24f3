import asyncio
import sys
from asyncio.subprocess import Process
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from functools import partial
from pathlib import Path

import pytest

from ops.stripe_fake import Account, Endpoint, Settings, serving
from tests.eventually import eventually
from tests.ops.stripe_fake.conftest import connected
from tests.ops.stripe_fake.making import paid, unpaid
from tests.ops.stripe_fake.receiver import SECRET, Receiver
from tests.ops.stripe_fake.test_stripe_webhooks import PAID

pytestmark = pytest.mark.real


@asynccontextmanager
async def started(folder: Path, *more: str) -> AsyncIterator[tuple[str, Process]]:
    """Its base URL, and who serves there until the block is left."""
    ready = folder / "stripe.url"
    ready.unlink(missing_ok=True)
    command = [sys.executable, "-m", "ops.stripe_fake", "--port", "0", "--ready-file", str(ready), *more]
    process = await asyncio.create_subprocess_exec(*command)
    try:
        await eventually(ready.exists, within=30)
        yield ready.read_text(), process
    finally:
        if process.returncode is None:
            process.terminate()
        await process.wait()


async def test_the_command_serves_and_tells_where(tmp_path: Path) -> None:
    async with started(tmp_path) as (url, _):
        async for shop in connected(url, Account().secret_key):
            assert (await unpaid(shop)).livemode is False


async def test_a_killed_one_knows_what_was_paid_and_tells_what_nobody_accepted(
    tmp_path: Path, receiver: Receiver
) -> None:
    words = ("--data", str(tmp_path / "stripe.jsonl"), "--webhook", receiver.url, "--secret", SECRET)
    receiver.statuses = [500] * 100
    async with started(tmp_path, *words) as (url, process):
        async for shop in connected(url, Account().secret_key):
            intent = await paid(shop)
        await eventually(lambda: set(receiver.types()) == PAID)
        process.kill()
        await process.wait()
    receiver.statuses, receiver.got = [], []
    async with started(tmp_path, *words) as (url, _):
        async for shop in connected(url, Account().secret_key):
            assert (await shop.v1.payment_intents.retrieve_async(intent.id)).status == "succeeded"
        await eventually(lambda: set(receiver.types()) == PAID)


async def test_what_was_accepted_is_not_told_again_by_the_next_one(tmp_path: Path, receiver: Receiver) -> None:
    settings = Settings(endpoint=Endpoint(receiver.url, SECRET), data=tmp_path / "stripe.jsonl")
    for heard in (len(PAID), 2 * len(PAID)):
        async with serving(settings) as url:
            async for shop in connected(url, Account().secret_key):
                await paid(shop)
            await eventually(partial(hears, receiver, heard))
    assert sorted(receiver.types()) == sorted([*PAID, *PAID])


def hears(receiver: Receiver, events: int) -> bool:
    return len(receiver.got) >= events


async def test_a_seed_makes_the_same_ids() -> None:
    ids = []
    for _ in range(2):
        async with serving(Settings(seed=1)) as url:
            async for shop in connected(url, Account().secret_key):
                ids.append((await unpaid(shop)).id)
    assert ids[0] == ids[1]


async def test_a_full_fake_says_so() -> None:
    async with serving(Settings(most_payments=1)) as url:
        async for shop in connected(url, Account().secret_key):
            await unpaid(shop)
            with pytest.raises(Exception, match="holds no more"):
                await unpaid(shop)

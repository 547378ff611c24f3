import asyncio
import sys
from pathlib import Path

import pytest

from ops.stripe_fake import Account, Settings, serving
from tests.eventually import eventually
from tests.ops.stripe_fake.conftest import connected
from tests.ops.stripe_fake.making import unpaid

pytestmark = pytest.mark.real


async def test_the_command_serves_and_tells_where(tmp_path: Path) -> None:
    ready = tmp_path / "stripe.url"
    command = [sys.executable, "-m", "ops.stripe_fake", "--port", "0", "--ready-file", str(ready)]
    process = await asyncio.create_subprocess_exec(*command)
    try:
        await eventually(ready.exists, within=30)
        async for shop in connected(ready.read_text(), Account().secret_key):
            assert (await unpaid(shop)).livemode is False
    finally:
        process.terminate()
        await process.wait()


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

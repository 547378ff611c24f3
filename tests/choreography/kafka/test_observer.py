"""Who looks on at a real Kafka."""

import asyncio
import gc
from typing import Any

import pytest

from choreography.kafka.observer import Observer
from ops.stack import Addresses

pytestmark = pytest.mark.real


async def test_one_that_is_cancelled_while_it_connects_leaves_nothing_open(stack: Addresses) -> None:
    left: list[dict[str, Any]] = []
    asyncio.get_running_loop().set_exception_handler(lambda loop, context: left.append(context))
    for milliseconds in range(30):
        observer = Observer(stack.kafka)
        connecting = asyncio.create_task(observer.ready())
        await asyncio.wait([connecting], timeout=milliseconds / 1000)
        connecting.cancel()
        await asyncio.gather(connecting, return_exceptions=True)
        await observer.close()
        gc.collect()
    assert not left


async def test_one_that_was_closed_connects_anew(stack: Addresses) -> None:
    observer = Observer(stack.kafka)
    first = await observer.ready()
    assert await observer.ready() == first
    await observer.close()
    client, _ = await observer.ready()
    assert client is not first[0] and (await client.describe_cluster())["brokers"]
    await observer.close()

"""The NATS client when there is no server, and when there was one."""

import pytest

from choreography.nats import Nats
from choreography.ports import Unreachable


async def test_starting_waits_for_no_server_and_telling_says_that_there_is_none() -> None:
    nats = Nats("nats://127.0.0.1:9")
    await nats.start()

    with pytest.raises(Unreachable):
        await nats.tell("x", b"")

    assert not nats.connected
    await nats.stop()

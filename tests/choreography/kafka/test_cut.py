"""A connection to a broker that was cut before anybody noticed."""

import asyncio
from unittest.mock import Mock

import pytest
import uvloop
from aiokafka.conn import AIOKafkaConnection
from aiokafka.errors import KafkaConnectionError
from aiokafka.protocol.metadata import MetadataRequest

from choreography.kafka.access import connecting


@pytest.mark.real
def test_what_is_written_to_it_on_uvloop_fails_as_on_any_closed_connection() -> None:
    assert connecting("127.0.0.1:9092")

    async def written() -> None:
        server = await asyncio.start_server(lambda *_: None, "127.0.0.1", 0)
        host, port = server.sockets[0].getsockname()
        connection, closed = AIOKafkaConnection(host, port, request_timeout_ms=1_000), Mock()
        connection._on_close_cb, connection._versions = closed, {3: (0, 9)}
        connection._reader, connection._writer = await asyncio.open_connection(host, port)
        connection._read_task = asyncio.create_task(asyncio.Event().wait())
        connection._writer.transport.abort()
        await asyncio.sleep(0)
        with pytest.raises(KafkaConnectionError):
            await connection.send(MetadataRequest([]))
        closed.assert_called_once()
        server.close()

    uvloop.run(written())

"""Who looks on: of no group, moves no offsets."""

from contextlib import AsyncExitStack

from aiokafka import AIOKafkaConsumer
from aiokafka.admin import AIOKafkaAdminClient

from choreography.kafka.access import connecting
from choreography.kafka.topics import admin
from choreography.tasks import whole


class Observer:
    """Connects at its first need, and stays until `close`; asked again after that, it connects anew."""

    def __init__(self, bootstrap: str) -> None:
        self._bootstrap, self._open = bootstrap, AsyncExitStack()
        self._clients: tuple[AIOKafkaAdminClient, AIOKafkaConsumer] | None = None

    async def ready(self) -> tuple[AIOKafkaAdminClient, AIOKafkaConsumer]:
        """Raises WrongTopic if nobody is there."""
        if self._clients is None:
            client = await self._open.enter_async_context(admin(self._bootstrap))
            reader = AIOKafkaConsumer(**connecting(self._bootstrap), enable_auto_commit=False)
            self._open.push_async_callback(reader.stop)
            await whole(reader.start())
            self._clients = client, reader
        return self._clients

    async def close(self) -> None:
        self._clients = None
        await self._open.aclose()

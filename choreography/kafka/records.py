"""From aiokafka's records to ours, untouched: whatever lies in the log reaches the hearer, which judges it."""

from datetime import UTC, datetime
from typing import Any

from aiokafka import ConsumerRecord
from faststream.kafka import KafkaMessage

from choreography.ports import Record


class _NoConsumer:
    """FastStream acknowledges nothing here; see the lane."""

    async def commit(self) -> None:
        return

    def seek(self, partition: object, offset: int) -> None:
        return


async def parse(records: tuple[Any, ...]) -> KafkaMessage:
    """In place of FastStream's parser, which loses the whole batch over one header that is null or no UTF-8."""
    return KafkaMessage(raw_message=records, body=[], consumer=_NoConsumer())


async def decode(message: KafkaMessage) -> list[Record]:
    """FastStream's broker for tests hands over Kafka's own records."""
    raw: Any = message.raw_message
    return [each if isinstance(each, Record) else record(each) for each in raw]


def record(raw: ConsumerRecord[Any, Any]) -> Record:
    return Record(
        topic=raw.topic,
        partition=raw.partition,
        offset=raw.offset,
        timestamp=datetime.fromtimestamp(raw.timestamp / 1000, UTC),
        key=raw.key,
        value=raw.value,
        headers=tuple(raw.headers),
    )

"""FastStream's batch subscriber, set as our consumers need it."""

from collections.abc import Awaitable, Callable
from typing import Any

from aiokafka import ConsumerRebalanceListener
from aiokafka.coordinator.assignors.range import RangePartitionAssignor
from faststream import AckPolicy
from faststream.kafka import KafkaBroker

from choreography.kafka.records import decode, parse
from choreography.kafka.settings import KafkaSettings
from choreography.ports import Hearer


def subscribe(
    broker: KafkaBroker,
    hearer: Hearer,
    *,
    listener: ConsumerRebalanceListener,
    consume: Callable[..., Awaitable[None]],
    settings: KafkaSettings,
    name: str,
) -> Any:
    """The subscriber of one consumer; FastStream acknowledges nothing for it, and asks for no topics."""
    session = settings.session_fixed if name else settings.session
    subscriber = broker.subscriber(
        *hearer.topics,
        group_id=hearer.group,
        group_instance_id=name or None,
        batch=True,
        parser=parse,
        decoder=decode,
        listener=listener,
        ack_policy=AckPolicy.MANUAL,
        no_reply=True,
        include_in_schema=False,
        auto_offset_reset="earliest",
        partition_assignment_strategy=(RangePartitionAssignor,),
        session_timeout_ms=int(1000 * session),
        rebalance_timeout_ms=int(1000 * settings.rebalance),
        heartbeat_interval_ms=int(1000 * settings.heartbeat),
    )
    subscriber(consume)
    return subscriber

"""What an operator did, or is about to see, without asking any service is said, so that the audit has it."""

from collections.abc import Iterable

from choreography.ports import Unreachable
from contracts.base import Event
from ops.asking import Question, say
from ops.at import Place
from ops.client.tools import reaching
from ops.operator import actor


async def tell(place: Place, facts: Iterable[Event]) -> None:
    """Afterwards. Raises Unreachable: it is done all the same, for operators may have to work while there is no log."""
    try:
        await tell_first(place, facts)
    except Unreachable as error:
        raise Unreachable(f"it is done, but not recorded: {error}") from error


async def tell_first(place: Place, facts: Iterable[Event]) -> None:
    """Before it is done. Raises Unreachable: then it must not be."""
    if place.tools:
        async with reaching(place.tools) as tools:
            for fact in facts:
                await tools.ask("tell", Question(fact, actor()).packed())
        return
    from choreography.kafka.producer import KafkaProducer  # noqa: PLC0415 in memory nobody needs the servers' clients

    producer = KafkaProducer(place.kafka)
    try:
        for fact in facts:
            await say(producer, fact, actor())
    finally:
        await producer.stop()

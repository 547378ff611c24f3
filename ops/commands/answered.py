"""How a command of an operator is asked, and what becomes of it if nobody answers."""

import asyncio

import typer

from choreography.ports import Unreachable
from contracts.base import Message
from ops.asking import ANSWERED_WITHIN, Question
from ops.asking import ask as asked
from ops.at import NowhereError, Place, find
from ops.client.tools import reaching
from ops.operator import actor


def answer(at: str, command: Message) -> Message:
    """The process ends with 2 if there is none."""
    try:
        return asyncio.run(ask(find(at), command))
    except (NowhereError, Unreachable, TimeoutError) as failure:
        typer.echo(f"nobody answered: {str(failure) or f'is {command.SERVICE} running?'}", err=True)
        raise typer.Exit(2) from failure


async def ask(place: Place, command: Message) -> Message:
    """The command's answer. Raises Unreachable and TimeoutError."""
    if place.tools:
        async with reaching(place.tools) as tools:
            return Question.unpacked(await tools.ask("ask", Question(command, actor()).packed())).message
    from choreography.kafka.producer import KafkaProducer  # noqa: PLC0415
    from choreography.nats import Nats  # noqa: PLC0415

    nats, producer = Nats(place.mesh.nats, ca=place.mesh.ca), KafkaProducer(place.kafka)
    await nats.start()
    try:
        async with asyncio.timeout(ANSWERED_WITHIN):
            await nats.joined()
        return await asked(nats, producer, command, actor())
    finally:
        await nats.stop()
        await producer.stop()

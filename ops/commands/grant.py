"""`boxoffice grant`: the first operator comes from the command line, as no role is ever taken from a caller."""

import asyncio
import json
import uuid
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Literal

import typer
from pydantic import SecretStr

from choreography.blind import BlindSettings, blind_index
from choreography.envelope import Envelope
from choreography.kafka.producer import KafkaProducer
from choreography.nats import Nats
from choreography.ports import Unreachable
from contracts.base import MESSAGES, Message
from contracts.identity import GrantRole, normal
from ops.at import Place, find
from ops.client.running import AsJson, At, running

ANSWERED_WITHIN = 15.0


def grant(
    mail: Annotated[str, typer.Argument(help="The account's mail address.")],
    role: Annotated[str, typer.Argument(help="organiser or operator.")] = "operator",
    at: At = "",
    as_json: AsJson = False,
) -> None:
    """Give a registered person a role; it counts from the next sign-in, or refresh, on."""
    if role not in ("organiser", "operator"):
        raise typer.BadParameter("organiser or operator", param_hint="role")
    file = Path(running(at)["data"]) / "secrets.json"
    secret = (
        SecretStr(json.loads(file.read_text())["BOXOFFICE_BLIND_SECRET"]) if file.exists() else BlindSettings().secret
    )
    given: Literal["organiser", "operator"] = "organiser" if role == "organiser" else "operator"
    command = GrantRole(account=blind_index(normal(mail), secret), role=given)
    try:
        answer = asyncio.run(ask(find(at), command))
    except (Unreachable, TimeoutError) as failure:
        typer.echo(f"nobody answered: {failure or 'is identity running?'}", err=True)
        raise typer.Exit(2) from failure
    said = answer.model_dump(mode="json")
    typer.echo(json.dumps(said) if as_json else f"{type(answer).__name__}: {said.get('roles') or said.get('reason')}")
    raise typer.Exit(0 if type(answer).__name__ == "RoleGranted" else 1)


async def ask(place: Place, command: Message) -> Message:
    """The command's answer. Raises Unreachable and TimeoutError."""
    nats, producer, id_ = Nats(place.mesh.nats), KafkaProducer(place.kafka), str(uuid.uuid4())
    heard: asyncio.Future[Message] = asyncio.get_running_loop().create_future()

    def answered(subject: str, body: bytes, headers: object) -> None:
        said = json.loads(body)
        if not heard.done():
            heard.set_result(MESSAGES[said["type"]].model_validate(said["body"]))

    await nats.start()
    try:
        async with asyncio.timeout(ANSWERED_WITHIN):
            await nats.listen(f"answers.{id_}.*", answered)
            await nats.joined()
            envelope = Envelope(
                id=id_, type=type(command).__name__, source="boxoffice", time=datetime.now(UTC),
                topic=command.TOPIC, key=command.key, subject=command.subject, correlation=id_, actor="command line",
            )  # fmt: skip
            await producer.send(envelope, command.model_dump_json().encode(), ANSWERED_WITHIN)
            return await heard
    finally:
        await nats.stop()
        await producer.stop()

"""A command of an operator, and its answer."""

import asyncio
import json
import uuid
from dataclasses import dataclass
from datetime import UTC, datetime

from choreography.envelope import Envelope
from choreography.ports import Ear, Sender
from contracts.base import MESSAGES, Message

ANSWERED_WITHIN = 15.0
"""Seconds."""


@dataclass(frozen=True)
class Question:
    """A message, as it travels to a box office in memory; its answer travels back in the same way."""

    message: Message

    def packed(self) -> bytes:
        said = {"type": type(self.message).__name__, "body": self.message.model_dump(mode="json")}
        return json.dumps(said).encode()

    @classmethod
    def unpacked(cls, text: bytes) -> "Question":
        """Raises ValueError or KeyError for what is none."""
        said = json.loads(text)
        return cls(MESSAGES[said["type"]].model_validate(said["body"]))


async def ask(ear: Ear, sender: Sender, command: Message) -> Message:
    """The command's answer. Raises Unreachable and TimeoutError."""
    heard: asyncio.Future[Message] = asyncio.get_running_loop().create_future()

    def answered(subject: str, body: bytes, headers: object) -> None:
        if not heard.done():
            heard.set_result(Question.unpacked(body).message)

    id_ = str(uuid.uuid4())
    async with asyncio.timeout(ANSWERED_WITHIN):
        unlisten = await ear.listen(f"answers.{id_}.*", answered)
        envelope = Envelope(
            id=id_, type=type(command).__name__, source="boxoffice", time=datetime.now(UTC),
            topic=command.TOPIC, key=command.key, subject=command.subject, correlation=id_, actor="command line",
        )  # fmt: skip
        await sender.send(envelope, command.model_dump_json().encode(), ANSWERED_WITHIN)
        try:
            return await heard
        finally:
            await unlisten()

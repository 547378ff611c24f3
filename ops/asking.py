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
    """A message, as it travels to a box office in memory; its answer travels back in the same way.

    `actor` is who says it; an answer has none.
    """

    message: Message
    actor: str = ""

    def packed(self) -> bytes:
        body = self.message.model_dump(mode="json")
        said = {"type": type(self.message).__name__, "body": body, "actor": self.actor}
        return json.dumps(said).encode()

    @classmethod
    def unpacked(cls, text: bytes) -> "Question":
        """Raises ValueError or KeyError for what is none."""
        said = json.loads(text)
        return cls(MESSAGES[said["type"]].model_validate(said["body"]), said.get("actor", ""))


async def ask(ear: Ear, sender: Sender, command: Message, actor: str) -> Message:
    """The command's answer. Raises Unreachable and TimeoutError."""
    heard: asyncio.Future[Message] = asyncio.get_running_loop().create_future()

    def answered(subject: str, body: bytes, headers: object) -> None:
        if not heard.done():
            heard.set_result(Question.unpacked(body).message)

    id_ = str(uuid.uuid4())
    async with asyncio.timeout(ANSWERED_WITHIN):
        unlisten = await ear.listen(f"answers.{id_}.*", answered)
        await say(sender, command, actor, id_)
        try:
            return await heard
        finally:
            await unlisten()


async def say(sender: Sender, message: Message, actor: str, id_: str = "") -> None:
    """Raises Unreachable."""
    id_ = id_ or str(uuid.uuid4())
    envelope = Envelope(
        id=id_, type=type(message).__name__, source="boxoffice", time=datetime.now(UTC),
        topic=message.TOPIC, key=message.key, subject=message.subject, correlation=id_, actor=actor,
    )  # fmt: skip
    await sender.send(envelope, message.model_dump_json().encode(), ANSWERED_WITHIN)

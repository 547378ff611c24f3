"""What a step may say besides rows and events."""

from dataclasses import dataclass
from datetime import datetime
from typing import ClassVar

from choreography.row import Row
from contracts.base import Message


class Own(Message):
    """What a service says to itself: a timer, an effect's result, "go on after". It never leaves its schema."""


class Effect(Message):
    """Work with the world outside (a call, a mail, a hash), done apart from the step and answered by an Own message."""


@dataclass(frozen=True)
class Timer:
    """Say `said` to oneself at `due`. Another timer of the same name and subject takes its place."""

    name: str
    due: datetime
    said: Own


@dataclass(frozen=True)
class Withdraw:
    """Forget the timer of this name and subject."""

    name: str
    subject: str


@dataclass(frozen=True)
class Gone:
    """Remove the row."""

    row: Row


@dataclass(frozen=True)
class Early:
    """The rows are there, their state is not yet: the message waits, and is tried again when one of them changes."""


@dataclass(frozen=True)
class Tell:
    """A word for whoever listens right now, over NATS after the commit. It may be lost: nothing is decided by it."""

    SIZE: ClassVar[int] = 64 * 1024

    subject: str
    body: bytes
    headers: tuple[tuple[str, bytes], ...] = ()
    """Written by the shell, where the message that brought it about is traced."""


class at:
    """By which fields of the message the rows are found. `after` names the field a page goes on from.

    `within` is for how many seconds a command waits for the row, from when it was first handled, before it is refused:
    for a row that follows from another service's news, which a command may overtake. Events need none: they wait.
    """

    def __init__(self, *names: str, after: str = "", within: float = 0) -> None:
        self.names, self.after, self.within = names, after, within

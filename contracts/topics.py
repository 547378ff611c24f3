"""Every topic that may exist, and how long its records are kept."""

from dataclasses import dataclass
from datetime import timedelta

from contracts.base import MESSAGES, Command

COMMANDS_KEPT = timedelta(days=7)
SECRETS_KEPT = timedelta(minutes=15)


@dataclass(frozen=True, slots=True)
class TopicSpec:
    """`retention` is None where records are kept for ever: events are."""

    name: str
    retention: timedelta | None


def topics() -> tuple[TopicSpec, ...]:
    """The topics of all messages that have been imported, by name."""
    found = {message.TOPIC: _retention(message.TOPIC, message) for message in MESSAGES.values() if message.TOPIC}
    found |= {f"{message.SERVICE}.events": None for message in MESSAGES.values() if message.TOPIC}
    return tuple(TopicSpec(name, retention) for name, retention in sorted(found.items()))


def _retention(topic: str, message: type) -> timedelta | None:
    if topic.endswith(".secrets"):
        return SECRETS_KEPT
    return COMMANDS_KEPT if issubclass(message, Command) else None

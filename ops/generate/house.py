"""Everything that is said in the house, by whom, and who hears it: read from the contracts and the steps."""

import pkgutil
from collections.abc import Iterable
from dataclasses import dataclass
from importlib import import_module

import contracts
from choreography.service import Service
from contracts.base import MESSAGES, Command, Event, Message, Refused
from contracts.topics import TopicSpec, topics
from ops import registry
from ops.generate.source import names

LISTENS_TO_ALL = "audit"
"""It records what is said, whatever it is: being heard by it alone is not being heard."""
ASKER = "who asked"
"""Whoever waits at the edge, or at the command line, for the answer to a command."""

BESIDES = {"edge": "edge", "operators": "command line"}
"""Who says the events of these modules, of which no service has the name."""
SPEAKS = {"edge": "edge", "command line": "ops"}
"""By who is no service, the folder that names all that they say."""
OF_WEBHOOKS = frozenset({"StripeEventReceived", "StripeEventUnmatched", "StripeMethodTold"})
"""Named in `contracts/edge.py` alone, which makes them of a webhook for the edge to say."""


@dataclass(frozen=True)
class House:
    """`messages` and `services` are sorted by name."""

    messages: tuple[type[Message], ...]
    services: tuple[Service, ...]

    def said_by(self, message: type[Message]) -> tuple[str, ...]:
        if message is Refused:
            return tuple(service.name for service in self.services if answers(service))
        if by := speaker(message):
            return (by,) if message.__name__ in names(SPEAKS[by]) | OF_WEBHOOKS else ()
        return self._names(message in one.says for one in self.services)

    def heard_by(self, message: type[Message]) -> tuple[str, ...]:
        heard = self._names(message in one.steps and one.name != LISTENS_TO_ALL for one in self.services)
        asked = message is Refused or (issubclass(message, Event) and message.ANSWERS)
        return (*heard, ASKER) if asked else heard

    def _names(self, chosen: Iterable[bool]) -> tuple[str, ...]:
        return tuple(one.name for one, yes in zip(self.services, chosen, strict=True) if yes)

    @property
    def topics(self) -> tuple[TopicSpec, ...]:
        used = {message.TOPIC for message in self.messages} | self._refusing
        return tuple(spec for spec in topics() if spec.name in used)

    @property
    def _refusing(self) -> set[str]:
        return {f"{one.name}.events" for one in self.services if answers(one)}

    def on(self, topic: str) -> tuple[type[Message], ...]:
        """What a topic carries."""
        refusals = (Refused,) if topic in self._refusing else ()
        return (*(message for message in self.messages if topic == message.TOPIC), *refusals)


def house() -> House:
    for module in pkgutil.iter_modules(contracts.__path__, "contracts."):
        import_module(module.name)
    ours = (message for message in MESSAGES.values() if message.__module__.startswith("contracts."))
    services = sorted(registry.services(), key=lambda service: service.name)
    return House(tuple(sorted(ours, key=lambda message: message.__name__)), tuple(services))


def speaker(message: type[Message]) -> str:
    """Who is to say it, where that is no service."""
    if issubclass(message, Command):
        return "command line" if message.TOPIC.endswith(".operators") else "edge"
    return BESIDES.get(message.SERVICE, "")


def answers(service: Service) -> bool:
    """Does it hear commands of its own, and so refuse some?"""
    return any(issubclass(message, Command) and service.name == message.SERVICE for message in service.steps)


def kind(message: type[Message]) -> str:
    if message is Refused:
        return "refusal"
    return "command" if issubclass(message, Command) else "event"


def answered_by(message: type[Message]) -> tuple[str, ...]:
    """The commands that it answers, by name."""
    return tuple(sorted(one.__name__ for one in message.ANSWERS)) if issubclass(message, Event) else ()

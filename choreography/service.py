"""A service: its steps and effects, and what follows from them (topics, tables, who hears whom)."""

import typing
from collections.abc import Awaitable, Callable, Iterator
from contextlib import AbstractAsyncContextManager
from dataclasses import dataclass
from typing import Any, TypeVar

from choreography.row import Row
from choreography.sight.measures import Duration, Gauge
from choreography.step import Step, read_step
from choreography.vocabulary import Effect, Own
from contracts.base import MESSAGES, Command, Message

StepFunction = TypeVar("StepFunction", bound=Callable[..., Iterator[object]])
EffectFunction = TypeVar("EffectFunction", bound=Callable[..., Awaitable[Own]])


OF_THE_EFFECT = "key", "tries"


@dataclass(frozen=True)
class Performer:
    """How one kind of effect is performed. `resources` are the names of what the worker hands in; `key` and `tries` are
    of the effect itself: its id, and the how-manieth call this is, from 1."""

    name: str
    run: Callable[..., Awaitable[Own]]
    resources: tuple[str, ...]
    dependency: str
    deadline: float
    """Seconds that one call may take."""
    tries: int
    """How often it is called before its failure is final."""
    lease: float
    """Seconds for which nobody else may call it; 0 where the provider knows idempotency keys."""


Tell = Callable[[str, bytes], Awaitable[None]]
"""Says a word over NATS: subject and body."""


@dataclass(frozen=True)
class Job:
    """Done every so many seconds by each worker of the service; twice is harmless.

    `run` is handed the service's database pool, or its books where they lie in memory.
    """

    name: str
    every: float
    run: Callable[[Any, Tell], Awaitable[None]]
    at_once: bool = False
    """Is it done at the worker's start, too? If it fails there, it is tried each minute until it is done."""


@dataclass(frozen=True)
class Round:
    """Said by each worker of the service every so many seconds, under one id for all: it is handled once. 0: never."""

    name: str
    every: float
    command: Command


class Service:
    """`from_start` says whether a lane that has never run begins at the start of its topics or at their end.

    `behind` is in seconds: nobody waits for the service, so its records, and what it says to itself, may come so much
    later, and more at once.
    """

    def __init__(self, name: str, *, from_start: bool = True, behind: float = 0.0) -> None:
        self.name, self.from_start, self.behind = name, from_start, behind
        self.steps: dict[type[Message], Step] = {}
        self.performers: dict[type[Effect], Performer] = {}
        self.old_topics: set[str] = set()
        self.own: dict[str, type[Message]] = {}
        self.itself = f"{name}.self"
        """The topic, in its own table, of what it says to itself: it is on no log."""
        self.asked_on: set[str] = set()
        """The topics of the commands that are for it to answer."""
        self._commands: dict[str, bool] = {}
        self.jobs: tuple[Job, ...] = ()
        self.rounds: tuple[Round, ...] = ()
        self.gauges: tuple[Gauge, ...] = ()
        self.durations: tuple[Duration, ...] = ()
        self.resources: Callable[[], AbstractAsyncContextManager[dict[str, Any]]] | None = None
        """Opens what the effects ask for, by name, for as long as the worker lives."""

    def step(self, function: StepFunction) -> StepFunction:
        """Register a step. Raises TypeError if the service has a step for one of its messages already."""
        step = read_step(function)
        for said in step.says:
            if issubclass(said, Message) and not issubclass(said, Own | Effect) and self.name != said.SERVICE:
                raise TypeError(f"{self.name}.{step.name} may not say {said.__name__}: it is for {said.SERVICE} to say")
        for message in step.hears:
            if message in self.steps:
                raise TypeError(
                    f"{self.name} hears {message.__name__} in {self.steps[message].name} and in {step.name}"
                )
            self.steps[message] = step
            self._know(message)
        return function

    def effect(
        self, dependency: str, *, deadline: float = 10, tries: int = 8, lease: float = 0
    ) -> Callable[[EffectFunction], EffectFunction]:
        """Register how an effect is performed; `dependency` names the pool and the circuit breaker it shares."""

        def register(function: EffectFunction) -> EffectFunction:
            hints = typing.get_type_hints(function)
            hints.pop("return")
            (_, effect), *rest = hints.items()
            resources = tuple(name for name, _ in rest)
            self.performers[effect] = Performer(
                function.__name__, function, resources, dependency, deadline, tries, lease
            )
            self._know(effect)
            return function

        return register

    def _know(self, message: type[Message]) -> None:
        if issubclass(message, Own | Effect):
            self.own[message.__name__] = message
        elif issubclass(message, Command) and self.name == message.SERVICE:
            self.asked_on.add(message.TOPIC)

    @property
    def rows(self) -> tuple[type[Row], ...]:
        """The tables of the service, by name."""
        found = {need.row for step in self.steps.values() for need in step.needs if need.row}
        found |= {say for step in self.steps.values() for say in step.says if issubclass(say, Row)}
        return tuple(sorted(found, key=lambda row: row.TABLE))

    @property
    def topics(self) -> tuple[str, ...]:
        """The topics it listens to."""
        return tuple(sorted({m.TOPIC for m in self.steps if m.TOPIC}))

    @property
    def says(self) -> tuple[type[Message], ...]:
        """What it says to others."""
        found = {s for step in self.steps.values() for s in step.says if issubclass(s, Message)}
        return tuple(sorted((m for m in found if not issubclass(m, Own | Effect)), key=lambda m: m.__name__))

    def heard(self, name: str) -> type[Message] | None:
        """The message of this name, if the service has a step for it."""
        message = self.own.get(name) or MESSAGES.get(name)
        return message if message in self.steps else None

    def is_command(self, name: str) -> bool:
        """Is it for this service to answer? To one that only listens, another's command is a message like any."""
        if (known := self._commands.get(name)) is None and (message := MESSAGES.get(name)) is not None:
            known = self._commands[name] = issubclass(message, Command) and self.name == message.SERVICE
        return bool(known)


def resources_of(performer: Performer, at_hand: dict[str, Any]) -> dict[str, Any]:
    """Raises KeyError if the worker has no resource of a name that the performer asks for."""
    return {name: at_hand[name] for name in performer.resources if name not in OF_THE_EFFECT}

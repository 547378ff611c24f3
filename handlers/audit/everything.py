"""All messages that there are, without a list of them to keep."""

import pkgutil
from collections.abc import Callable, Iterator
from functools import reduce
from importlib import import_module
from operator import or_
from typing import TypeVar

import contracts
from contracts.base import MESSAGES, Message, Refused
from contracts.identity import SECRETS

StepFunction = TypeVar("StepFunction", bound=Callable[..., Iterator[object]])
OWN = "contracts.audit"


def everything() -> tuple[type[Message], ...]:
    """Every command and event, but refusals, secrets, and what audit says itself."""
    for module in pkgutil.iter_modules(contracts.__path__, "contracts."):
        import_module(module.name)
    return tuple(message for _, message in sorted(MESSAGES.items()) if is_recorded(message))


def is_recorded(message: type[Message]) -> bool:
    house = message.__module__.startswith("contracts.") and message.__module__ != OWN
    return house and message is not Refused and message.TOPIC != SECRETS


def hears(*messages: type[Message]) -> Callable[[StepFunction], StepFunction]:
    """Says which messages a step's first parameter may be, where no signature could name them all."""

    def annotate(function: StepFunction) -> StepFunction:
        first = next(iter(function.__annotations__))
        function.__annotations__[first] = reduce(or_, messages)
        return function

    return annotate

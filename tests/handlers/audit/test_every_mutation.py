"""Whatever a person asks for: the fact that answers it tells which fields were changed."""

from collections.abc import Iterator

import pytest

from choreography.row import Row
from choreography.saying import REFUSED_FROM
from choreography.service import Service
from choreography.step import Step
from choreography.vocabulary import Gone
from contracts.base import MESSAGES, Command, Event
from ops.registry import service

CHANGES_NOTHING = {
    "AskProvider": "it is said where to sign in",
    "ChangeMail": "a mail is sent there, and who confirms it changes the address",
    "KeepPaidMethod": "the provider is asked, and what it says is told of the method",
    "LogOutElsewhere": "each session that ends says so itself",
    "PayWithMethod": "the provider is asked, and what it says is told of the payment",
    "PublishTicketKey": "the key follows from a secret of the settings, and lies in no row",
    "ResetBreaker": "a breaker is in the memory of its workers",
    "ResetBreakerSigned": "a breaker is in the memory of its workers",
    "ResetDoorBreaker": "a breaker is in the memory of its doors and workers",
    "ResetMailBreaker": "a breaker is in the memory of its workers",
    "SendCode": "a mail is sent, to whoever has an account",
}
"""Why no field is told."""


def commands() -> list[type[Command]]:
    """Those on the topic of secrets too: what answers them lies on another one."""
    house = (one for _, one in sorted(MESSAGES.items()) if one.__module__.startswith("contracts."))
    return [one for one in house if issubclass(one, Command)]


def tellers(command: type[Command], of: Service) -> Iterator[Step]:
    """The steps that answer it, or say at once what follows from it."""
    answers = {one for one in MESSAGES.values() if issubclass(one, Event) and command in one.ANSWERS}
    for step in {step.name: step for step in of.steps.values()}.values():
        facts = [one for one in step.says if isinstance(one, type) and issubclass(one, Event)]
        good = [fact for fact in facts if fact.STATUS < REFUSED_FROM]
        if answers & set(good) or (good and command in step.hears):
            yield step


def audited(step: Step) -> bool:
    """May it write a row, or remove one, of which something is told?"""
    written = [one for one in step.says if isinstance(one, type) and issubclass(one, Row)]
    removed = [need.row for need in step.needs if need.row] if Gone in step.says else []
    return any(row.AUDITED for row in (*written, *removed))


@pytest.mark.parametrize("command", commands(), ids=lambda command: command.__name__)
def test_its_changes_are_told(command: type[Command]) -> None:
    told = any(audited(step) for step in tellers(command, service(command.SERVICE)))
    assert told != (command.__name__ in CHANGES_NOTHING)

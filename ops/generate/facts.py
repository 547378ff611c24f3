"""The facts of one service, for its page: steps, tables, topics, timers, effects."""

import typing
from collections.abc import Iterable

from choreography.row import Row
from choreography.service import Performer, Service
from choreography.step import Need, Step
from choreography.vocabulary import Early, Effect, Gone, Own, Tell, Timer, Withdraw
from contracts.base import Message
from ops.generate.house import answers
from ops.generate.source import timers
from ops.generate.text import code, first_line, page, table

MARKS = {"one": "", "maybe": "?", "list": "*", "page": "..."}
LEGEND = (
    "Of the rows that a step reads, `Row` must be there, `Row?` may be missing, `Row*` are several by name, "
    "`Row...` are a page of many."
)
PATIENT = " For a `Row within` some seconds a command waits so long, before it is refused."
MANY = 20
"""More messages than this are counted, not listed."""
WORDS = (Early, Gone, Tell, Timer, Withdraw)


def facts(service: Service) -> str:
    parts = (_steps(service), _tables(service), _topics(service), _timers(service), _jobs(service), _effects(service))
    patient = any(need.within for step in steps(service) for need in step.needs)
    return page("## Facts", LEGEND + (PATIENT if patient else ""), *parts)


def steps(service: Service) -> tuple[Step, ...]:
    """Each once, by name."""
    return tuple(sorted({step.name: step for step in service.steps.values()}.values(), key=lambda step: step.name))


def _steps(service: Service) -> str:
    rows = [
        [f"`{step.name}`", _heard(step.hears), code(_read(need) for need in step.needs if need.row), *_output(step)]
        for step in steps(service)
    ]
    return table(("step", "hears", "reads", "writes", "says"), rows)


def _heard(messages: Iterable[type[Message]]) -> str:
    names = [message.__name__ for message in messages]
    return code(names) if len(names) <= MANY else f"{len(names)} messages, nearly all that there are"


def _read(need: Need) -> str:
    assert need.row
    return need.row.__name__ + MARKS[need.kind] + (f" within {need.within:g} s" if need.within else "")


def _output(step: Step) -> tuple[str, str]:
    written = [one.__name__ for one in step.says if issubclass(one, Row)]
    said = [one.__name__ for one in step.says if issubclass(one, (Message, *WORDS))]
    return code(written), code(said)


def _tables(service: Service) -> str:
    rows = [[f"`{row.TABLE}`", code(row.KEY), code(row.UNIQUE), first_line(row)] for row in service.rows]
    return table(("table", "key", "unique", "what"), rows)


def _topics(service: Service) -> str:
    refusals = {f"{service.name}.events"} if answers(service) else set()
    said = sorted({message.TOPIC for message in service.says} | refusals)
    listens = f"It listens to {code(service.topics)}: a lane that never ran begins at {_start(service)}."
    return f"{listens}\n\nIt speaks on {code(said)}." if said else listens


def _start(service: Service) -> str:
    if service.from_start:
        return "their start"
    old = code(sorted(service.old_topics))
    return f"their end, but for {old}, which it reads from the start" if old else "their end"


def _timers(service: Service) -> str:
    found = ", ".join(f"`{name}` says `{said}`" for name, said in timers(service.name))
    return f"Timers: {found}." if found else ""


def _jobs(service: Service) -> str:
    found = [f"`{job.name}` every {job.every:g} s ({first_line(job.run).rstrip('.')})" for job in service.jobs]
    found += [f"`{type(one.command).__name__}` every {one.every:g} s" for one in service.rounds]
    return f"By the clock: {', '.join(found)}." if found else ""


def _effects(service: Service) -> str:
    rows = sorted(_effect(*one) for one in service.performers.items())
    return table(("effect", "becomes", "calls", "each call", "tries", "lease"), rows) if rows else ""


def _effect(effect: type[Effect], performer: Performer) -> list[str]:
    lease = f"{performer.lease:g} s" if performer.lease else ""
    return [
        f"`{effect.__name__}`", code(results(performer)), performer.dependency, f"{performer.deadline:g} s",
        str(performer.tries), lease,
    ]  # fmt: skip


def results(performer: Performer) -> tuple[str, ...]:
    """The names of what the effect may become."""
    returned = typing.get_type_hints(performer.run)["return"]
    found: tuple[type[Own], ...] = typing.get_args(returned) or (returned,)
    return tuple(one.__name__ for one in found)

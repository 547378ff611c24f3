"""Whatever one cause brings about, in whichever services hear of it, has an id of its own."""

from collections.abc import Iterator

from choreography.changes import LaneRow, Loaded
from choreography.envelope import Envelope
from choreography.intake import Item
from choreography.overlay import Overlay
from choreography.saying import Saying
from choreography.service import Service
from choreography.step import Step
from choreography.testing import START
from choreography.vocabulary import Timer
from contracts.base import Message
from contracts.examples import example
from ops import registry

CAUSE = Envelope("cause", "Bumped", "test", START, "choreography.events", "h", "one", "cause")
TIMES = 3
"""So often a step says each of its messages here."""


def shown(kind: type[Message]) -> Message:
    schema = kind.model_json_schema()
    return kind.model_validate(example(schema, schema.get("$defs", {})))


def timers(service: Service) -> list[Timer]:
    """Of two names and, one after the other, of two times."""
    own = next(iter(service.own.values()), None)
    return [] if own is None else [Timer(name, START, shown(own)) for name in ("first", "second")]


def ids(service: Service, step: Step, *said: object) -> set[str]:
    """Of what is published, done outside, and said to oneself, timers too; no two may be one already here."""
    saying = Saying(service, Overlay(Loaded(START, {0: LaneRow(0, 1, 1, {})})), Item(CAUSE, b"", 0), versions={})
    saying.say(step, [*said], command=None)
    changes = saying.overlay.changes()
    found = [row.envelope.id for row in (*changes.said, *changes.effects, *changes.waits)]
    assert len({*found}) == len(found) == len(said), f"{service.name}/{step.name}"
    return {*found}


def messages(step: Step) -> list[Message]:
    return [shown(kind) for kind in step.says if issubclass(kind, Message)] * TIMES


def steps(service: Service) -> list[Step]:
    return list({step.run: step for step in service.steps.values()}.values())


def every() -> Iterator[set[str]]:
    """The ids of each output, of each step of each service; a service has its timers once, for one message once."""
    for service in registry.services():
        for step in steps(service):
            yield ids(service, step, *messages(step))
        if timing := [step for step in steps(service) if Timer in step.says]:
            yield ids(service, timing[0], *timers(service))


def test_no_two_messages_that_one_cause_can_bring_about_have_one_id() -> None:
    found = [*every()]
    assert len(set[str]().union(*found)) == sum(map(len, found)) > 1_500


def test_a_step_of_the_same_name_in_another_service_says_under_other_ids() -> None:
    service = registry.service("bookings")
    (step,) = [one for one in steps(service) if one.name == "seats_held"]
    said = messages(step)
    assert ids(service, step, *said) == ids(service, step, *said)
    assert not ids(service, step, *said) & ids(Service("elsewhere"), step, *said)

"""The page `docs/contracts/messages.md`: who says what to whom, where it lies, and why something is refused."""

from collections.abc import Iterator
from datetime import timedelta

from contracts.base import Event, Message
from contracts.errors import REASONS
from contracts.topics import TopicSpec
from ops.generate import nats
from ops.generate.house import LISTENS_TO_ALL, House, answered_by
from ops.generate.nats_parts import said_by
from ops.generate.text import code, first_line, page, table
from ops.generate.unheard import FOR_PEOPLE

FILE = "docs/contracts/messages.md"
WORDS = {timedelta(days=7): "7 days", timedelta(minutes=15): "15 minutes", None: "for ever"}


def messages_file(house: House) -> dict[str, str]:
    return {FILE: page(*_parts(house))}


def _parts(house: House) -> Iterator[str]:
    yield "# Messages\n\nWritten by `make contracts` from `contracts/` and the steps of `handlers/`."
    yield (
        f"`{LISTENS_TO_ALL}` hears all but what is on `identity.secrets`, and is left out below. *Who asked* hears an "
        "answer over NATS; the number is its HTTP status at the edge. Each message leads to its schema; the same for "
        "machines: [`asyncapi.json`](asyncapi.json)."
    )
    rows = (_message(house, one) for one in house.messages)
    yield table(("message", "said by", "heard by", "answers", "meaning"), rows)
    yield "## Topics\n\nAll have as many partitions. A record's key is the field that its schema names in `x-key`."
    yield table(("topic", "kept", "carries"), (_topic(house, spec) for spec in house.topics))
    yield "## NATS subjects\n\nHeard by who listens right now, or by nobody: nothing is decided by them."
    yield table(("subject", "said by", "meaning"), (_subject(one) for one in nats.found()))
    yield (
        "## Reasons\n\nThe closed list of `contracts/errors.py`. `EventInvalid` and `VenueInvalid` name a field of the "
        "command instead; what comes from the payment provider or a mail server keeps their own words."
    )
    yield table(("reason", "given by", "HTTP", "meaning"), (_reason(name) for name in sorted(REASONS)))


def _message(house: House, message: type[Message]) -> list[str]:
    name = message.__name__
    heard = ", ".join(house.heard_by(message)) or f"people: {FOR_PEOPLE.get(name, 'nobody')}"
    status = f" ({message.STATUS})" if issubclass(message, Event) and message.ANSWERS else ""
    answers = "any command" if name == "Refused" else code(answered_by(message)) + status
    return [f"[`{name}`](schemas/{name}.json)", ", ".join(house.said_by(message)), heard, answers, first_line(message)]


def _topic(house: House, spec: TopicSpec) -> list[str]:
    kept = WORDS.get(spec.retention, str(spec.retention))
    return [f"`{spec.name}`", kept, code(message.__name__ for message in house.on(spec.name))]


def _subject(subject: nats.Subject) -> list[str]:
    return [f"`{subject.address}`", ", ".join(said_by(subject.address)), subject.doc]


def _reason(name: str) -> list[str]:
    reason = REASONS[name]
    carriers = code(sorted(one.__name__ for one in reason.carriers))
    return [f"`{name}`", carriers, ", ".join(map(str, reason.statuses)), reason.meaning]

"""The spans of a batch, of a publishing, of an effect: made when it is over, of what was sampled alone."""

import time
from collections.abc import Iterable, Sequence
from datetime import datetime

from choreography.changes import EffectRow, Said
from choreography.fold import Folded
from choreography.intake import Item
from choreography.service import Service
from choreography.sight import traceparent
from choreography.sight.tracer import Span, since
from choreography.vocabulary import Effect

SPEAKS = ("done", "ignored", "refused")
"""Outcomes that a message has once; what is early or dead is handled again, and says nothing until then."""


def batch_spans(service: Service, folded: Folded, began: float) -> list[Span]:
    """One of each sampled message, from the read to the commit, and one of the batch that links to them."""
    start, end = since(began), time.time_ns()
    found = [
        _message_span(service, folded.changes.said, item, outcome, start, end)
        for item, (_, _, outcome, _) in zip(folded.handled, folded.outcomes, strict=True)
        if item.envelope and traceparent.sampled(item.envelope.traceparent) and not isinstance(item.message, Effect)
    ]
    if not found:
        return []
    facts: dict[str, str | int] = {"batch.messages": len(folded.handled), "batch.said": len(folded.changes.said)}
    links = tuple(span.traceparent for span in found)
    name = f"{service.name} batch"
    return [*found, Span(service.name, name, "consumer", traceparent.begun(), start, end, links=links, facts=facts)]


def _message_span(service: Service, said: Sequence[Said], item: Item, outcome: str, start: int, end: int) -> Span:
    heard = item.envelope
    assert heard is not None
    mine = traceparent.said_by(heard.traceparent, service.name, heard.id)
    step = service.steps[type(item.message)].name if item.message else "unreadable"
    facts = _facts(heard.id, heard.type, heard.correlation) | {"message.outcome": outcome, "message.topic": heard.topic}
    facts |= {"message.partition": item.partition, "message.offset": item.place[1]} if item.place else {}
    facts["message.said"] = ",".join(one.envelope.type for one in said if one.envelope.causation == heard.id)
    return Span(
        service=service.name,
        name=f"{service.name}.{step}",
        kind="consumer",
        traceparent=mine if outcome in SPEAKS else traceparent.beside(mine),
        began=start,
        ended=end,
        parent=heard.traceparent,
        facts=facts,
        error=outcome if outcome == "dead" else "",
    )


def publish_spans(rows: Iterable[Said], began: float) -> list[Span]:
    """One of the whole round, if a sampled row is in it."""
    said = [row.envelope for row in rows if traceparent.sampled(row.envelope.traceparent)]
    if not said:
        return []
    service, links = said[0].source, tuple({envelope.traceparent: None for envelope in said})
    facts: dict[str, str | int] = {"batch.sampled": len(said)}
    start, end = since(began), time.time_ns()
    name = f"{service} publish"
    return [Span(service, name, "producer", traceparent.begun(), start, end, links=links, facts=facts)]


def effect_spans(service: Service, performer: str, row: EffectRow, outcome: str) -> list[Span]:
    """From when the effect was said until its result was kept: its waits and repetitions are part of it."""
    said = row.envelope
    if not traceparent.sampled(said.traceparent):
        return []
    mine = traceparent.said_by(said.traceparent, service.name, said.id)
    mine = mine if outcome in SPEAKS else traceparent.beside(mine)
    facts = _facts(said.id, said.type, said.correlation) | {"message.outcome": outcome, "effect.tries": row.tries}
    error = outcome if outcome == "dead" else ""
    return [
        Span(
            service.name, f"{service.name}.{performer}", "client", mine, _ns(said.time), time.time_ns(),
            parent=said.traceparent, facts=facts, error=error,
        )
    ]  # fmt: skip


def _facts(id_: str, type_: str, correlation: str) -> dict[str, str | int]:
    return {"message.id": id_, "message.type": type_, "message.correlation": correlation}


def _ns(time_: datetime) -> int:
    return int(time_.timestamp() * 1e9)

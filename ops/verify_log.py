"""Does audit's table say what its topic says? Who changes both table and chains still contradicts the log."""

from collections.abc import AsyncIterator, Iterable, Iterator

from contracts.audit import AuditRecorded
from ops.inspector import Inspector
from ops.verify import AT_MOST, Verdict

CHUNK = 1_000
"""Records that are compared at once."""


async def verify_log(inspector: Inspector) -> Verdict:
    """Compare every record of the topic with the entry it tells of."""
    verdict = Verdict()
    async for told in chunks(inspector):
        entries = await inspector.named(one.message for one in told)
        there = {(entry.kind, entry.name, entry.n): entry.hash for entry in entries}
        verdict.entries += len(told)
        verdict.wrong += [*differences(told, there)][: AT_MOST - len(verdict.wrong)]
    return verdict


def differences(told: Iterable[AuditRecorded], there: dict[tuple[str, str, int], str]) -> Iterator[str]:
    for one in told:
        where, found = f"{one.kind}/{one.name} {one.n}", there.get((one.kind, one.name, one.n))
        if found is None:
            yield f"{where}: the log has it, the table does not"
        elif found != one.hash:
            yield f"{where}: is not what the log says"


async def chunks(inspector: Inspector) -> AsyncIterator[list[AuditRecorded]]:
    for number, (first, end) in (await inspector.bounds(AuditRecorded.TOPIC))[AuditRecorded.TOPIC].items():
        for start in range(first, end, CHUNK):
            records = await inspector.records(AuditRecorded.TOPIC, {number: (start, min(start + CHUNK, end))})
            yield [AuditRecorded.model_validate_json(record.value or b"") for record in records]

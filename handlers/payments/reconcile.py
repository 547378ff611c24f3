from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Any, get_args

from contracts.payments import Reconcile, ReconciliationStarted
from handlers.payments.gateway import ReadKind
from handlers.payments.kinds import READ_AS
from handlers.payments.own import ObjectRead, ProviderRead, ReadObject, ReadProvider
from handlers.payments.rows import Reading
from handlers.payments.service import payments
from handlers.payments.settings import settings

KINDS: tuple[ReadKind, ...] = get_args(ReadKind)
GIVEN_UP_AFTER = timedelta(hours=1)
"""A reading that has not ended by then does not keep the next from its beginning."""


@payments.step
def reconcile(
    asked: Reconcile, reading: Reading | None, now: datetime
) -> Iterator[Reading | ReadProvider | ReconciliationStarted]:
    """Whoever asks while one is under way has that one."""
    reading = reading or Reading(asked.provider, now - settings().reconcile_back)
    yield ReconciliationStarted.of(reading, since=reading.since)
    if reading.began is None or now - reading.began > GIVEN_UP_AFTER:
        yield reading.but(began=now)
        yield ReadProvider.of(reading, kind=KINDS[0])


@payments.step
def provider_read(read: ProviderRead, reading: Reading) -> Iterator[Reading | ReadProvider | ReadObject | ObjectRead]:
    """Page by page, kind by kind; what was made a while before it began is done with at its end, until it changes."""
    next_since = max(reading.since, (reading.began or reading.since) - settings().reconcile_back)
    yield from older(read) if read.kind == "change" else objects(read, next_since)
    if read.next:
        yield ReadProvider.of(read, after=read.next)
    elif read.kind != KINDS[-1]:
        yield ReadProvider.of(read, kind=KINDS[KINDS.index(read.kind) + 1])
    elif reading.began:
        yield reading.but(since=next_since, began=None)


def objects(read: ProviderRead, next_since: datetime) -> Iterator[ObjectRead]:
    """What was made before the next reading begins is in no list any more."""
    for about in read.objects:
        last = "created" in about and about["created"] < int(next_since.timestamp())
        yield ObjectRead.of(read, case_id=about["id"], provider_id=intent_of(about), about=about, last=last)


def older(read: ProviderRead) -> Iterator[ReadObject]:
    """Each that has changed and was in no list, since it was made before."""
    found = {about["id"]: about for about in read.objects if about["created"] < int(read.since.timestamp())}
    for id_, about in found.items():
        kind = READ_AS[about["object"]]
        yield ReadObject.of(read, kind=kind, case_id=id_, provider_id=intent_of(about), again=False, last=True)


def intent_of(about: dict[str, Any]) -> str:
    return str(about.get("payment_intent") or about["id"])

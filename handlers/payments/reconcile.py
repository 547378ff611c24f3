from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import get_args

from contracts.payments import Reconcile, ReconciliationStarted
from handlers.payments.gateway import ObjectKind
from handlers.payments.own import ObjectRead, ProviderRead, ReadProvider
from handlers.payments.rows import Reading
from handlers.payments.service import payments
from handlers.payments.settings import settings

KINDS: tuple[ObjectKind, ...] = get_args(ObjectKind)
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
def provider_read(read: ProviderRead, reading: Reading) -> Iterator[Reading | ReadProvider | ObjectRead]:
    """Page by page, kind by kind; what was made a while before it began is done with at its end."""
    for about in read.objects:
        intent = about.get("payment_intent") or about["id"]
        yield ObjectRead.of(read, case_id=about["id"], provider_id=intent, about=about)
    if read.next:
        yield ReadProvider.of(read, after=read.next)
    elif read.kind != KINDS[-1]:
        yield ReadProvider.of(read, kind=KINDS[KINDS.index(read.kind) + 1])
    elif reading.began:
        yield reading.but(since=max(reading.since, reading.began - settings().reconcile_back), began=None)

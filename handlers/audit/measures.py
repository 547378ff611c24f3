"""Whether the chains still fit: what the owner of the database changes is found by itself."""

from typing import Any

from choreography.memory.books import Books
from choreography.sight.measures import Gauge
from handlers.audit.rereading import Rereading
from handlers.audit.service import audit
from handlers.audit.settings import AuditSettings

REREADING = Rereading(AuditSettings().links_per_look)


async def broken(place: Any) -> float:
    """What one process has in its memory nobody else changes."""
    return 0.0 if isinstance(place, Books) else float(len(await REREADING.go_on(place)))


audit.gauges = (Gauge("audit_broken_links", "Links of the audit that were changed, removed or inserted.", broken),)

"""Where a lane begins to read, by its books and by what the log still has."""

import logging
from collections.abc import Mapping
from dataclasses import replace

from choreography.changes import LaneRow
from choreography.ports import Place
from choreography.service import Service

log = logging.getLogger(__name__)


def begun(service: Service, row: LaneRow, bounds: Mapping[Place, tuple[int, int]]) -> LaneRow:
    """A topic new to the lane begins at its end, unless the whole lane is new; no topic before its first record."""
    new, start, partition = service.from_start and not row.next, dict(row.next), row.partition
    for topic in service.topics:
        first, end = bounds[topic, partition]
        known = start.get(topic, first if new or topic in service.old_topics else end)
        if known < first:
            log.error("%s: %s/%s lost %s records to retention", service.name, topic, partition, first - known)
        start[topic] = max(known, first)
    return replace(row, next=start)

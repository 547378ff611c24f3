"""When the passes that a device has, or that a booking's tickets have, were last another."""

from datetime import UTC, datetime
from typing import Protocol

from edge.ids import event_of
from edge.reading.pool import Reads

AT = "greatest(b.updated_at, e.told_at)"
OF_BOOKING = f"""select {AT} as at from booking_view b left join event_view e on e.event_id = b.event_id
    where b.event_id = $1 and b.booking_id = $2"""
OF_DEVICE = f"""select p.serial, {AT} as at
    from (select serial, split_part(serial, '.', 1) as booking_id from pass_view
        where device_id = $1 and registered order by serial limit 1000) p
    join booking_view b on b.booking_id = p.booking_id and b.event_id = regexp_replace(p.booking_id, '-[^-]*$', '')
    left join event_view e on e.event_id = b.event_id
    order by p.serial"""
"""An event of which nobody has told yet changes nothing."""


class Passes(Protocol):
    """Each call may raise Unreachable."""

    async def changed(self, booking_id: str) -> datetime | None:
        """When what is shown of a booking's tickets was last told anew; None if there is no such booking."""
        ...

    async def of_device(self, device_id: str) -> dict[str, datetime]:
        """By serial, the same of each pass that is registered there; a thousand at most."""
        ...


class PostgresPasses:
    def __init__(self, reads: Reads) -> None:
        self.reads = reads

    async def changed(self, booking_id: str) -> datetime | None:
        found = await self.reads.rows(OF_BOOKING, event_of(booking_id), booking_id)
        return found[0]["at"].astimezone(UTC) if found else None

    async def of_device(self, device_id: str) -> dict[str, datetime]:
        found = await self.reads.rows(OF_DEVICE, device_id)
        return {row["serial"]: row["at"].astimezone(UTC) for row in found}

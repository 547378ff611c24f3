"""What calling an event off means, and how far that has come, for the event's organiser and for operators."""

from typing import Protocol

from edge.live.ports import User
from edge.reading.owning import owned, who
from edge.reading.pool import Reads

TOLD = f"""select row_to_json(t)::text from (select e.event_id, e.state, e.currency,
        count(b) filter (where b.state not in ('rejected', 'expired', 'cancelled'))::int as bookings,
        count(b) filter (where b.state = 'cancelled')::int as cancelled,
        coalesce(sum(b.paid - b.refunded), 0)::bigint as refund,
        coalesce(sum(b.refunded) filter (where b.state = 'cancelled'), 0)::bigint as refunded,
        count(b) filter (where b.refund_failure <> '')::int as failed,
        coalesce(sum(b.paid - b.refunded) filter (where b.refund_failure <> ''), 0)::bigint as at_risk,
        coalesce(sum(b.price) filter (where b.by_hand), 0)::bigint as by_hand
    from event_view e left join booking_view b on b.event_id = e.event_id and b.state <> 'accepted'
        and (b.state not in ('rejected', 'expired', 'cancelled')
            or (b.state = 'cancelled' and b.reason = 'event_cancelled'))
    where e.event_id = $1 and e.state <> 'unknown' and {owned("change")}
    group by e.event_id, e.state, e.currency) t"""


class Cancellations(Protocol):
    async def of_event(self, event_id: str, user: User) -> bytes | None:
        """Bookings that are not over, and those that were cancelled with the event, as JSON; sums in the minor unit.

        None for anybody else. May raise Unreachable.
        """
        ...


class PostgresCancellations:
    def __init__(self, reads: Reads) -> None:
        self.reads = reads

    async def of_event(self, event_id: str, user: User) -> bytes | None:
        return await self.reads.text(TOLD, event_id, *who(user))

"""What a booking was charged and credited, for its buyer alone."""

from typing import Protocol

from edge import ids
from edge.reading.pool import Reads

RECEIPT = """select json_build_object('booking_id', $2::text, 'items', json_agg(t order by t.number))::text from (
        select i.number, i.kind, i.credits, i.charged_at, i.name, i.organiser_id, i.seller, i.tax_id, i.currency,
            i.breakdown
        from invoice_view i where i.event_id = $1 and i.booking_id = $2 and i.buyer_id = $3) t having count(*) > 0"""


class Receipts(Protocol):
    """Each call gives JSON, and may raise Unreachable."""

    async def one(self, booking_id: str, buyer: str) -> bytes | None:
        """The booking's invoice and its credit notes, by number. None where it has none, or is another's."""
        ...


class PostgresReceipts:
    def __init__(self, reads: Reads) -> None:
        self.reads = reads

    async def one(self, booking_id: str, buyer: str) -> bytes | None:
        return await self.reads.text(RECEIPT, ids.event_of(booking_id), booking_id, buyer)

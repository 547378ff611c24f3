"""What was charged and credited: of a booking for its buyer alone, of all an organisation's for who reads its money."""

from typing import Protocol

from edge import ids
from edge.reading.pool import Reads

RECEIPT = """select json_build_object('booking_id', $2::text, 'items', json_agg(t order by t.number))::text from (
        select i.number, i.kind, i.credits, i.charged_at, i.name, i.organiser_id, i.seller, i.tax_id, i.currency,
            i.breakdown
        from invoice_view i where i.event_id = $1 and i.booking_id = $2 and i.buyer_id = $3) t having count(*) > 0"""

OF_ORGANISATION = """select json_build_object('items', coalesce(json_agg(t order by t.number desc), '[]'),
        'next', case when count(*) = $3 then min(t.number) end)::text from (
        select i.number, i.kind, i.credits, i.charged_at, i.name, i.event_id, i.booking_id, i.seller, i.tax_id,
            i.currency, i.breakdown
        from invoice_view i where i.organiser_id = $1 and ($2 = 0 or i.number < $2)
        order by i.number desc limit $3) t"""


class Receipts(Protocol):
    """Each call gives JSON, and may raise Unreachable."""

    async def one(self, booking_id: str, buyer: str) -> bytes | None:
        """The booking's invoice and its credit notes, by number. None where it has none, or is another's."""
        ...

    async def of(self, organisation_id: str, size: int, after: int) -> bytes:
        """Its invoices and credit notes, the newest first; `next` is the last one's number where there may be more."""
        ...


class PostgresReceipts:
    def __init__(self, reads: Reads) -> None:
        self.reads = reads

    async def one(self, booking_id: str, buyer: str) -> bytes | None:
        return await self.reads.text(RECEIPT, ids.event_of(booking_id), booking_id, buyer)

    async def of(self, organisation_id: str, size: int, after: int) -> bytes:
        return await self.reads.text(OF_ORGANISATION, organisation_id, after, size) or b""

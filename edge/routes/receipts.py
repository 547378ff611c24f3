"""What was charged, and what was credited: of a booking, and of all that an organisation sells."""

import asyncio

from litestar import get
from litestar.response.base import ASGIResponse

from edge.auth.guards import in_organisation
from edge.paths import BookingId, OrganisationId
from edge.problem import not_found
from edge.routes.common import AnyRequest, shown, user_of
from edge.routes.events import Receipts, Size
from edge.routes.tickets import PRIVATE
from edge.ticketing.receipt import receipt as drawn
from edge.world import Here


@get("/bookings/{booking_id:str}/receipt", tags=["bookings"])
async def receipt(request: AnyRequest, world: Here, booking_id: BookingId) -> ASGIResponse:
    """The invoice of one of my bookings that was paid, and the credit notes of what went back."""
    return shown(await world.receipts.one(booking_id, user_of(request).id), "receipt")


@get("/bookings/{booking_id:str}/receipt.pdf", tags=["bookings"], media_type="application/pdf")
async def receipt_pdf(request: AnyRequest, world: Here, booking_id: BookingId) -> ASGIResponse:
    """The same for paper."""
    found = await world.receipts.one(booking_id, user_of(request).id)
    if found is None:
        raise not_found("receipt")
    headers = {**PRIVATE, "Content-Disposition": 'inline; filename="receipt.pdf"'}
    body = await asyncio.to_thread(drawn, found)
    return ASGIResponse(body=body, media_type="application/pdf", headers=headers)


@get("/organisations/{organisation_id:str}/invoices", guards=[in_organisation("money")], tags=["organisations"])
async def invoices(world: Here, organisation_id: OrganisationId, after: Receipts = 0, limit: Size = 50) -> ASGIResponse:
    """All invoices and credit notes of an organisation, or under my own id of my own events, the newest first; for
    owners and accountants. `next`, a number, goes into `after`. Who the buyers are is not told.
    """
    return shown(await world.receipts.of(organisation_id, limit, after), "page")

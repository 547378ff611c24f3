"""Tickets by the link of their booking, for browsers: its key is posted, and stands in no address that is sent."""

from dataclasses import dataclass

from litestar import get, post
from litestar.response.base import ASGIResponse

from edge.auth.guards import PUBLIC
from edge.door.pasted import Pasted, pasted
from edge.limits.rules import READS
from edge.maintenance.maintenance import GOES_ON
from edge.paths import TicketNumber
from edge.problem import Problem
from edge.routes.common import AnyRequest
from edge.routes.passes import pass_of
from edge.routes.tickets import PRIVATE, page_of, pdf_of
from edge.ticketing.link import PATH, opens, parts
from edge.ticketing.page import OPENING, opening
from edge.ticketing.wallet.package import MEDIA
from edge.world import Here, World

HTML, PDF = "text/html", "application/pdf"
SHOWS = PUBLIC | READS | GOES_ON


@dataclass(frozen=True, slots=True)
class Opened:
    """By a good key."""

    booking_id: str
    buyer: str


@get(PATH, opt=PUBLIC, tags=["tickets"], media_type=HTML, sync_to_thread=False)
def open_link() -> ASGIResponse:
    """Where `tickets_url` of a booking leads: it posts what stands there behind `#`, or what is pasted."""
    return opening_page()


@post(PATH, opt=SHOWS, tags=["tickets"], status_code=200, media_type=HTML, operation_class=Pasted)
async def linked_tickets(request: AnyRequest, world: Here) -> ASGIResponse:
    """The page of the tickets, for who has the link. `link_over` is a page where HTML is accepted by name."""
    found = await opened(request, world)
    return await page_of(world, found.booking_id, found.buyer) if found else opening_page(refused=True)


@post(f"{PATH}/pdf", opt=SHOWS, tags=["tickets"], status_code=200, media_type=PDF, operation_class=Pasted)
async def linked_pdf(request: AnyRequest, world: Here) -> ASGIResponse:
    """The same for paper."""
    found = await opened(request, world)
    return await pdf_of(world, found.booking_id, found.buyer) if found else opening_page(refused=True)


@post(
    PATH + "/{number:str}/pass",
    opt=SHOWS,
    tags=["tickets"],
    status_code=200,
    media_type=MEDIA,
    operation_class=Pasted,
)
async def linked_pass(request: AnyRequest, world: Here, number: TicketNumber) -> ASGIResponse:
    """One of them for the wallet of a phone."""
    found = await opened(request, world)
    return await pass_of(world, found.booking_id, int(number), found.buyer) if found else opening_page(refused=True)


async def opened(request: AnyRequest, world: World) -> Opened | None:
    """None for a browser that has no good key, which is shown the page once more. Raises Problem for all others."""
    booking_id, token = parts(pasted(await request.body()))
    buyer = await world.bookings.buyer(booking_id) if booking_id else None
    if buyer is not None and opens(world.acceptance, token, booking_id, buyer):
        return Opened(booking_id, buyer)
    if HTML not in request.headers.get("accept", ""):
        raise Problem(403, "link_over")
    return None


def opening_page(refused: bool = False) -> ASGIResponse:
    headers = PRIVATE | {"Content-Security-Policy": OPENING}
    status = 403 if refused else 200
    return ASGIResponse(body=opening(refused), status_code=status, media_type=HTML, headers=headers)

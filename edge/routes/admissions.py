"""Admissions: a ticket lets one in, and whoever shows it again is refused."""

from litestar import delete, get, post
from litestar.params import JSONBody
from litestar.response.base import ASGIResponse

from contracts.inventory import AdmitTicket, OfTicket, TakeBackAdmission
from contracts.ticket_codes import key_of
from edge.asking.reply import Place, replied
from edge.bodies.tickets import Scan
from edge.ids import event_of
from edge.limits.rules import ADMISSIONS
from edge.paths import EventId, TicketId
from edge.problem import Problem, not_found
from edge.routes.common import AnyRequest, asked_of, shown
from edge.routes.organising import GATE, asker
from edge.routes.tickets import own
from edge.ticketing.scanned import genuine, ticket_of
from edge.world import Here, World

WITHIN = 10
"""Seconds for a verdict, where a gate does not say how long it waits: an acceptance opens no gate."""


@post("/events/{event_id:str}/admissions", guards=GATE, opt=ADMISSIONS, tags=["tickets"])
async def admit_ticket(request: AnyRequest, world: Here, event_id: EventId, data: JSONBody[Scan]) -> ASGIResponse:
    """Let whoever shows this code in, unless somebody came in by the ticket before."""
    await own(request, world, event_id)
    said = genuine(data.code, [key_of({"x": one["public"]}) for one in await world.tickets.keys()], event_id)
    booked = await world.tickets.booked(event_id, said.booking)
    if booked is None:
        raise Problem(409, "too_new")
    ticket = ticket_of(said, booked)
    who = {**asker(request, event_id), "booking_id": booked.booking_id, "ticket": ticket}
    return await verdict(request, world, AdmitTicket(**who, issue=said.issue, gate=data.gate))


@get("/events/{event_id:str}/admissions/{ticket:str}", guards=GATE, tags=["tickets"])
async def admission(request: AnyRequest, world: Here, event_id: EventId, ticket: TicketId) -> ASGIResponse:
    """Where and when somebody came in by the ticket; 404 if nobody did."""
    await own(request, world, event_id)
    return shown(await world.tickets.admission(event_id, ticket), "admission")


@delete(
    "/events/{event_id:str}/admissions/{ticket:str}", guards=GATE, opt=ADMISSIONS, status_code=200, tags=["tickets"]
)
async def take_back_admission(request: AnyRequest, world: Here, event_id: EventId, ticket: TicketId) -> ASGIResponse:
    """Nobody came in by it: it was scanned by mistake, and lets somebody in again."""
    await own(request, world, event_id)
    booking_id = ticket.rpartition(".")[0]
    if event_of(booking_id) != event_id:
        raise not_found("ticket")
    who = {**asker(request, event_id), "booking_id": booking_id, "ticket": ticket}
    return await verdict(request, world, TakeBackAdmission(**who))


async def verdict(request: AnyRequest, world: World, command: OfTicket) -> ASGIResponse:
    """The same for who asks again with the same key."""
    asked = asked_of(request, world)
    wait = asked.wait or WITHIN
    where = Place(command.ticket, f"/events/{command.event_id}/admissions/{command.ticket}")
    return replied(await world.desk.ask(command, asked, wait), where, wait)

"""The way out of mails that a person need not get: by the link in them, without signing in."""

from typing import Annotated, Any

from litestar import Response, get, post
from litestar.exceptions import ValidationException
from litestar.params import Parameter
from litestar.response.base import ASGIResponse

from choreography.marks import is_marked
from contracts.users import DeclineInvitations, MailGroup, ProfileRefused, Unsubscribe
from edge.asking.reply import Place, accepted, good
from edge.asking.waiting import Answered
from edge.auth.guards import PUBLIC
from edge.door.errors import on_problem, on_validation
from edge.maintenance.maintenance import GOES_ON
from edge.problem import Problem
from edge.routes.common import AnyRequest, asked_of
from edge.world import Here

Word = Annotated[str, Parameter(max_length=64)]
Group = Annotated[MailGroup, Parameter()]
HTML, OF_THE_LINK = "text/html", (403, 422)
POLICY = "default-src 'none'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
GUARDED = {"Content-Security-Policy": POLICY}
FRAME = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>{title}</title></head><body><main><h1>{heading}</h1>
{text}
</main></body></html>
"""
FORM = """<form method="post"><input type="hidden" name="List-Unsubscribe" value="One-Click">
<p>Tickets, changes and refunds are mailed as before.</p><button>No such mail any more</button></form>"""
PAGE = FRAME.format(title="No such mail any more", heading="No such mail any more?", text=FORM)
DAMAGED = "This link is not whole"
TELLS = "<p>Nothing was changed. Open the link in the mail once more, or copy all of it.</p>"
NOT_WHOLE = FRAME.format(title=DAMAGED, heading=DAMAGED, text=TELLS)


def on_damaged(request: AnyRequest, error: Problem | ValidationException) -> Any:
    """A browser is told on a page that its link is not whole; of all else, and to programs, the problem is told."""
    told = on_problem(request, error) if isinstance(error, Problem) else on_validation(request, error)
    if told.status_code in OF_THE_LINK and HTML in request.headers.get("accept", ""):
        return Response(NOT_WHOLE, status_code=told.status_code, media_type=HTML, headers=GUARDED)
    return told


DAMAGES: Any = {Problem: on_damaged, ValidationException: on_damaged}


@get("/mail/unsubscribe", opt=PUBLIC, tags=["accounts"], media_type=HTML, exception_handlers=DAMAGES)
async def way_out(account: Word, mark: Word, group: Group = "news") -> ASGIResponse:
    """Asks once more: programs that look at every link in a mail unsubscribe nobody.

    A link without a group is of news. That it is not whole is a page where HTML is accepted by name.
    """
    must_be_marked(account, mark)
    return ASGIResponse(body=PAGE.encode(), media_type=HTML, headers=GUARDED)


@post("/mail/unsubscribe", opt=PUBLIC | GOES_ON, tags=["accounts"], status_code=200, exception_handlers=DAMAGES)
async def unsubscribe(
    request: AnyRequest, world: Here, account: Word, mark: Word, group: Group = "news"
) -> ASGIResponse:
    """One request, as RFC 8058 has it, for the mails of one group. All others are mailed as before."""
    must_be_marked(account, mark)
    asked = asked_of(request, world).of(account)
    answered = await world.desk.ask(giving_up(account, group), asked, world.settings.sign_in_within)
    if answered is None:
        return accepted(Place(account, "/me"))
    if not was_erased(answered):
        good(answered)
    return ASGIResponse(body=b"You get no such mail any more.", media_type="text/plain")


def giving_up(account: str, group: MailGroup) -> Unsubscribe | DeclineInvitations:
    if group == "invitations":
        return DeclineInvitations(account_id=account)
    return Unsubscribe(account_id=account, group=group)


def was_erased(answered: Answered) -> bool:
    """Nothing is mailed to who was erased, either."""
    return answered.kind == ProfileRefused.__name__


def must_be_marked(account: str, mark: str) -> None:
    """Raises Problem."""
    if not is_marked("unsubscribe", account, mark):
        raise Problem(403, "forbidden")

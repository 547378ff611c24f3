"""Events as anybody sees them."""

from datetime import date
from typing import Annotated

from litestar import get
from litestar.params import Parameter, QueryParameter
from litestar.response.base import ASGIResponse

from contracts.rights import may
from edge.auth.guards import OPTIONAL
from edge.paths import ID, EventId
from edge.problem import Problem, not_found
from edge.reading.search import Cursor, Search, cursor
from edge.routes.common import AnyRequest, maybe_user, shown_or_accepted
from edge.routes.public import for_all, private, visible
from edge.world import Here, World

Word = Annotated[str, Parameter(max_length=200, pattern=r"^[^\x00]*$")]
Size = Annotated[int, Parameter(ge=1, le=100)]
Receipts = Annotated[int, Parameter(ge=0, le=999_999_999)]
InOrganisation = Annotated[str | None, QueryParameter(pattern=ID, max_length=64)]
InState = Annotated[str, QueryParameter(name="state", max_length=64, pattern=r"^[^\x00]*$")]
From = Annotated[date | None, QueryParameter(name="from")]
To = Annotated[date | None, QueryParameter(name="to")]


@get("/events", opt=OPTIONAL, tags=["events"])
async def events(
    request: AnyRequest,
    world: Here,
    after: Word = "",
    limit: Size = 50,
    q: Word = "",
    category: Word = "",
    place: Word = "",
    first: From = None,
    last: To = None,
    organiser: Word = "",
    organisation: InOrganisation = None,
) -> ASGIResponse:
    """What is for sale, sold out or postponed, by when it starts; with `organiser=me` all my own, drafts too.

    With `organisation` it is all that an organisation has, for its members.

    `q` are words of name, description, place or category, `place` of the place alone; case and accents do not count,
    all must be there, and the last may be the beginning of a word, if it has two letters. `from` and `to` are days
    (UTC) on which it starts. `next` goes into `after`.
    """
    behind = behind_of(after)
    if organiser == "me" or organisation:
        return await mine(request, world, organisation, limit, behind)
    search = Search(q, category, place, *days(first, last))
    found = await for_all(
        request, world, ("events", limit, behind, search), world.settings.list_kept,
        lambda: world.events.on_sale(limit, behind, search),
    )  # fmt: skip
    return there(found, "page")


@get("/events/{event_id:str}", opt=OPTIONAL, tags=["events"])
async def event(request: AnyRequest, world: Here, event_id: EventId) -> ASGIResponse:
    """An event; a draft is shown to its organiser alone."""
    found = await visible(
        request, world, ("event", event_id), world.settings.event_kept, lambda user: world.events.one(event_id, user)
    )
    return found or shown_or_accepted(world, request, None, event_id, "event")


@get("/events/{event_id:str}/availability", opt=OPTIONAL, tags=["events"])
async def availability(request: AnyRequest, world: Here, event_id: EventId) -> ASGIResponse:
    """Counts. `version` is the number from which the channel `event:ID` goes on."""
    found = await visible(
        request, world, ("availability", event_id), world.settings.stock_kept,
        lambda user: world.events.availability(event_id, user),
    )  # fmt: skip
    return there(found, "event")


@get("/events/{event_id:str}/seats", opt=OPTIONAL, tags=["events"])
async def seats(request: AnyRequest, world: Here, event_id: EventId, section: Word = "") -> ASGIResponse:
    """The seating plan, and which seats are held or sold; `version` as that of the availability."""
    found = await visible(
        request, world, ("seats", event_id, section), world.settings.stock_kept,
        lambda user: world.events.seats(event_id, user, section),
    )  # fmt: skip
    return there(found, "event")


async def mine(request: AnyRequest, world: World, organisation: str | None, limit: int, behind: Cursor) -> ASGIResponse:
    if (user := maybe_user(request)) is None:
        raise Problem(401, "token_missing", headers={"WWW-Authenticate": "Bearer"})
    whose = organisation or user.id
    if whose != user.id and not may((await world.roles.of(user.id)).get(whose), "see"):
        raise not_found("organisation")
    return there(private(await world.events.of(whose, limit, behind)), "page")


def behind_of(after: str) -> Cursor:
    try:
        return cursor(after)
    except ValueError as error:
        raise wrong("after", str(error)) from error


def days(first: date | None, last: date | None) -> tuple[date, date]:
    """Of either that is left out, the furthest. Raises Problem if the last is before the first."""
    if first and last and last < first:
        raise wrong("to", "a day before `from`")
    return first or date.min, last or date.max


def wrong(field: str, message: str) -> Problem:
    return Problem(422, "invalid", errors=[{"field": field, "message": message}])


def there(found: ASGIResponse | None, what: str) -> ASGIResponse:
    """Raises Problem if there is nothing."""
    if found is None:
        raise not_found(what)
    return found

"""What I was told: a notice for each mail that is not for the mailbox alone."""

from litestar import get, post
from litestar.params import JSONBody
from litestar.response.base import ASGIResponse

from contracts.users import ReadInbox
from edge.asking.reply import Place
from edge.bodies.accounts import InboxMark
from edge.routes.common import AnyRequest, ask, asked_of, shown, user_of
from edge.routes.events import Size, Word
from edge.world import Here


@get("/me/inbox", tags=["accounts"])
async def inbox(request: AnyRequest, world: Here, after: Word = "", limit: Size = 50) -> ASGIResponse:
    """The newest first; `next` goes into `after`, `unread` counts all. `matter` begins with the booking's id.

    The channel `me` tells at once of each that comes to stand here, by its `id` and `kind`.
    """
    return shown(await world.inbox.of(user_of(request).id, limit, after), "page")


@post("/me/inbox/read", status_code=200, tags=["accounts"])
async def read_inbox(request: AnyRequest, world: Here, data: JSONBody[InboxMark]) -> ASGIResponse:
    """I have read what came until then. It is not unread again."""
    user = user_of(request)
    command = ReadInbox(account_id=user.id, until=data.until)
    return await ask(world, command, asked_of(request, world), Place(user.id, "/me/inbox", "me"))

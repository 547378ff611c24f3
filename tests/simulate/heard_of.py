"""What is told of a sale: to its buyers by mail and by socket, and to whoever looks at it."""

import json
from typing import Any

from choreography.keyring import MemoryKeyring
from choreography.personal import sealed
from contracts.identity import MailVerified, UserRegistered
from handlers.email import email
from handlers.email.contacts import MemoryContacts
from handlers.email.hourly import MemoryHourly
from handlers.email.mime import Mail
from handlers.email.pace import Pace
from handlers.email.post import MemoryPost
from handlers.realtime import realtime
from handlers.realtime.rows import Feed
from handlers.views import views
from handlers.views.rows import BookingView
from ops.simulate.books import rows
from tests.simulate.dying import Dying

Told = set[tuple[str, ...]]
TELLERS = (email, realtime, views)


class Post(MemoryPost):
    """Who hands a mail in may die before the server has it, and after."""

    def __init__(self, world: Dying) -> None:
        super().__init__()
        self.world = world

    async def send(self, mail: Mail) -> None:
        await self._point("send before")
        await super().send(mail)
        await self._point("send after")

    async def _point(self, name: str) -> None:
        await self.world.passes(next(one for one in self.world.workers if one.service is email), name)


def mailing(world: Dying) -> MemoryPost:
    """What email asks for, and the server that it mails to."""
    given = {"contacts": MemoryContacts(world.books["email"]), "keyring": MemoryKeyring(), "post": Post(world)}
    world.resources |= given | {"pace": Pace(per_minute=60_000), "hourly": MemoryHourly(1_000)}
    return given["post"]  # type: ignore[return-value]


async def registered(world: Dying, account: str) -> None:
    keyring = world.resources["keyring"]
    mail, name = await sealed(keyring, account, f"{account}@example.org"), await sealed(keyring, account, account)
    await world.say(UserRegistered(account_id=account, request=account, mail=mail, name=name, roles=("buyer",)))
    await world.say(MailVerified(account_id=account, request=account))


def told(world: Dying, post: MemoryPost) -> Told:
    """A mail that came twice has one id, and is one."""
    mails = {("mail", mail["To"], mail["Subject"], mail["Message-ID"]) for mail in post.taken}
    shown = {("view", one.booking_id, one.state, one.place_state) for one in rows(world, "views", BookingView)}
    return mails | shown | {("socket", one.channel, body(one)["type"]) for one in rows(world, "realtime", Feed)}


def body(one: Feed) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(one.body)
    return found

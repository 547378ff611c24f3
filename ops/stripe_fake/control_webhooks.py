"""Below `/_fake/`: where webhooks go and what becomes of them on the way."""

from typing import Annotated, Any, Literal

import msgspec
from litestar import delete, get, post, put
from litestar.di import NamedDependency
from litestar.params import FromPath, FromQuery, JSONBody, QueryParameter

from ops.stripe_fake.fake import Fake
from ops.stripe_fake.letter import Delivery
from ops.stripe_fake.objects import Event
from ops.stripe_fake.rules import Rule
from ops.stripe_fake.settings import Endpoint

OfType = FromQuery[str | None]
InState = Annotated[str | None, QueryParameter(name="state")]


class Release(msgspec.Struct, forbid_unknown_fields=True):
    order: Literal["reverse", "kept"] = "reverse"


class Forged(msgspec.Struct, forbid_unknown_fields=True):
    """An event about anything at all, as of an intent that nobody made."""

    type: str
    object: dict[str, Any]


@put("/endpoint")
async def set_endpoint(data: JSONBody[Endpoint], fake: NamedDependency[Fake]) -> Endpoint:
    fake.post.endpoint = data
    return data


@delete("/endpoint")
async def unset_endpoint(fake: NamedDependency[Fake]) -> None:
    fake.post.endpoint = None


@post("/rules")
async def add_rule(data: JSONBody[Rule], fake: NamedDependency[Fake]) -> Rule:
    fake.post.rules.add(data)
    return data


@delete("/rules")
async def drop_rules(fake: NamedDependency[Fake]) -> None:
    fake.post.rules.rows.clear()


@post("/release", status_code=200)
async def release(data: JSONBody[Release], fake: NamedDependency[Fake]) -> dict[str, int]:
    return {"released": fake.post.release(reverse=data.order == "reverse")}


@get("/deliveries")
async def deliveries(fake: NamedDependency[Fake], type: OfType = None, at: InState = None) -> list[Delivery]:
    """Oldest first."""
    rows = (letter.delivery for letter in fake.post.letters)
    return [row for row in rows if type in (None, row.type) and at in (None, row.state)]


@post("/events")
async def forge(data: JSONBody[Forged], fake: NamedDependency[Fake]) -> Event:
    """Said by the first account; no object of its books changes."""
    return fake.desk(next(iter(fake.books.values()))).say(data.type, data.object)


@post("/events/{id:str}/resend", status_code=202)
async def resend(id: FromPath[str], data: JSONBody[Rule], fake: NamedDependency[Fake]) -> None:
    """Sends an old event of the first account once more, by the rule in the body alone."""
    fake.post.send(next(iter(fake.books.values())).events.get(id), data)


WEBHOOKS = [set_endpoint, unset_endpoint, add_rule, drop_rules, release, deliveries, forge, resend]

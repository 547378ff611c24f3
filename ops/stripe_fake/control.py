"""Below `/_fake/`, in JSON: what a test may ask of the fake. Here the provider itself, its faults and its state."""

import msgspec
from litestar import Router, delete, get, patch, post
from litestar.di import NamedDependency
from litestar.params import FromPath, JSONBody

from ops.stripe_fake.control_payments import PAYMENTS
from ops.stripe_fake.control_webhooks import WEBHOOKS
from ops.stripe_fake.errors import invalid
from ops.stripe_fake.fake import Fake
from ops.stripe_fake.faults import Fault
from ops.stripe_fake.objects import Json
from ops.stripe_fake.operations import NAMES

KINDS = ("intents", "charges", "refunds", "disputes", "events")


@get("/")
async def state(fake: NamedDependency[Fake]) -> Json:
    """How much there is of everything, by account."""
    counts = {id: {kind: len(getattr(books, kind).rows) for kind in KINDS} for id, books in fake.books.items()}
    return {"accounts": counts, "on_their_way": len(fake.later.tasks), "endpoint": fake.post.endpoint}


@post("/faults")
async def add_fault(data: JSONBody[Fault], fake: NamedDependency[Fake]) -> Fault:
    if data.route not in NAMES:
        raise invalid(f"No such route: {data.route}. There are: {', '.join(sorted(NAMES))}.")
    fake.faults.add(data)
    return data


@delete("/faults")
async def drop_faults(fake: NamedDependency[Fake]) -> None:
    fake.faults.rows.clear()


@delete("/keys")
async def forget_keys(fake: NamedDependency[Fake]) -> None:
    """As if every idempotency key had outlived its time."""
    for books in fake.books.values():
        books.keys.forget()


@patch("/objects/{id:str}")
async def alter(id: FromPath[str], data: JSONBody[Json], fake: NamedDependency[Fake]) -> Json:
    """Some fields of an object are others from now on, behind everybody's back: nothing is said of it."""
    found = fake.desk_of(id).books.take(id)
    for name, value in data.items():
        setattr(found, name, value)
    changed: Json = msgspec.to_builtins(found)
    return changed


@post("/reset", status_code=204)
async def reset(fake: NamedDependency[Fake]) -> None:
    await fake.reset()


PROVIDER = [state, add_fault, drop_faults, forget_keys, alter, reset]
control = Router("/_fake", route_handlers=[*PROVIDER, *WEBHOOKS, *PAYMENTS])

"""Stripe's lists: newest first, by cursor, within a range of creation times."""

from collections.abc import Iterator
from itertools import dropwhile, islice, takewhile
from typing import Protocol, TypeVar

import msgspec

from ops.stripe_fake.errors import invalid
from ops.stripe_fake.objects import Json
from ops.stripe_fake.params import Params, integer, text
from ops.stripe_fake.shelf import Shelf

RANGE = frozenset({"limit", "starting_after", "ending_before", "created"})
USUAL, MOST = 10, 100


class Row(Protocol):
    id: str
    created: int


class OfPayment(Row, Protocol):
    payment_intent: str
    charge: str


R = TypeVar("R", bound=Row)
P = TypeVar("P", bound=OfPayment)


def page(shelf: Shelf[R], rows: Iterator[R], params: Params, url: str) -> Json:
    """Of `rows`, newest first, the page that the parameters ask for."""
    limit = integer(params, "limit")
    limit = USUAL if limit is None else limit
    if not 1 <= limit <= MOST:
        raise invalid(f"limit must be between 1 and {MOST}.", param="limit")
    found = cut(shelf, within(rows, params), params, limit)
    return {"object": "list", "url": url, "has_more": len(found) > limit, "data": wire(found, params, limit)}


def page_of_payment(shelf: Shelf[P], params: Params, url: str) -> Json:
    """Of one intent or one charge, if the parameters name it."""
    intent, charge = text(params, "payment_intent"), text(params, "charge")
    rows = (row for row in shelf.newest_first() if intent in (None, row.payment_intent))
    return page(shelf, (row for row in rows if charge in (None, row.charge)), params, url)


def wire(found: list[R], params: Params, limit: int) -> list[Json]:
    kept = found[-limit:] if "ending_before" in params else found[:limit]
    return [msgspec.to_builtins(row) for row in kept]


def cut(shelf: Shelf[R], rows: Iterator[R], params: Params, limit: int) -> list[R]:
    """One row more than `limit` if there is one; 404 for a cursor that names nothing."""
    after, before = text(params, "starting_after"), text(params, "ending_before")
    if before:
        shelf.get(before)
        return list(takewhile(lambda row: row.id != before, rows))[-limit - 1 :]
    if after:
        shelf.get(after)
        rows = islice(dropwhile(lambda row: row.id != after, rows), 1, None)
    return list(islice(rows, limit + 1))


def within(rows: Iterator[R], params: Params) -> Iterator[R]:
    created = params.get("created", {})
    if not isinstance(created, dict):
        created = {"gte": created, "lte": created}
    bounds = {name: integer(created, name) for name in ("gt", "gte", "lt", "lte")}
    return (row for row in rows if fits(row.created, bounds))


def fits(at: int, bounds: dict[str, int | None]) -> bool:
    tests = {"gt": at.__gt__, "gte": at.__ge__, "lt": at.__lt__, "lte": at.__le__}
    return all(bound is None or tests[name](bound) for name, bound in bounds.items())

"""`expand[]=latest_charge` puts the object itself where its id stands."""

from collections.abc import Iterable

import msgspec

from ops.stripe_fake.books import Books
from ops.stripe_fake.errors import invalid
from ops.stripe_fake.objects import Json

EXPANDABLE = frozenset({"latest_charge", "payment_intent", "charge"})


def expand(books: Books, answer: Json, names: Iterable[str]) -> Json:
    """Changes the answer; `data.NAME` goes for each row of a list. 400 for what cannot be expanded."""
    for name in names:
        field = name.removeprefix("data.")
        if field not in EXPANDABLE:
            raise invalid(f"This property cannot be expanded ({name}).", param="expand")
        for row in answer["data"] if name != field else [answer]:
            fill(books, row, field)
    return answer


def fill(books: Books, row: Json, field: str) -> None:
    found = books.find(row.get(field) or "")
    if found is not None:
        row[field] = msgspec.to_builtins(found)

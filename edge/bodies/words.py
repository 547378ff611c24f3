"""The words that bodies are made of."""

from datetime import UTC, datetime
from typing import Annotated

from msgspec import Meta, Struct

from contracts.base import ADD_ONS_AT_MOST, OF_ONE_AT_MOST, TICKETS_AT_MOST
from contracts.bookings import CODE_AT_MOST
from contracts.seating import COORDINATE_AT_MOST
from edge.paths import ID

Mail = Annotated[str, Meta(min_length=3, max_length=254, pattern=r"^[^@\s]+@[^@\s]+$")]
Password = Annotated[str, Meta(min_length=1, max_length=1024)]
GoodPassword = Annotated[str, Meta(min_length=8, max_length=1024)]
Code = Annotated[str, Meta(min_length=1, max_length=64)]
Name = Annotated[str, Meta(min_length=1, max_length=200)]
Text = Annotated[str, Meta(max_length=200)]
Id = Annotated[str, Meta(pattern=ID)]
FROM, UNTIL = datetime(1900, 1, 1, tzinfo=UTC), datetime(9000, 1, 1, tzinfo=UTC)
"""So far from the ends of all time that what is counted from such a time is a time too."""
Time = Annotated[datetime, Meta(tz=True, description="From 1900 on, before 9000")]
Whole = Annotated[int, Meta(ge=0, le=1_000_000)]
Places = Annotated[int, Meta(ge=1, le=1_000_000)]
Tickets = Annotated[int, Meta(ge=1, le=TICKETS_AT_MOST)]
Price = Annotated[int, Meta(ge=0, le=100_000_000)]
Short = Annotated[str, Meta(min_length=1, max_length=64)]
AddOnsAsked = Annotated[dict[Short, Annotated[int, Meta(ge=1, le=OF_ONE_AT_MOST)]], Meta(max_length=ADD_ONS_AT_MOST)]
"""By name, how many."""
Seat = Annotated[str, Meta(min_length=1, max_length=80)]
DiscountCode = Annotated[str, Meta(max_length=CODE_AT_MOST)]
Coordinate = Annotated[float, Meta(ge=-COORDINATE_AT_MOST, le=COORDINATE_AT_MOST)]


class Body(Struct, forbid_unknown_fields=True, kw_only=True):
    """Exact."""


class Dated(Body):
    """Its own times are within bounds."""

    def __post_init__(self) -> None:
        """Raises ValueError."""
        for name in self.__struct_fields__:
            in_time(getattr(self, name))


def in_time(value: object) -> None:
    """Raises ValueError for a time out of bounds."""
    if isinstance(value, datetime) and not FROM <= value < UNTIL:
        raise ValueError(f"Expected a time from {FROM.year} on, before {UNTIL.year}")


class Document(Body):
    """So deep that what is wrong is told by JSON pointers."""

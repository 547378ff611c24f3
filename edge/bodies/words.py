"""The words that bodies are made of."""

from datetime import datetime
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
Time = Annotated[datetime, Meta(tz=True)]
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


class Document(Body):
    """So deep that what is wrong is told by JSON pointers."""

"""What a client may send, and is shown, of postal addresses."""

from typing import Annotated

from msgspec import Meta, Struct

from edge.bodies.countries import Country
from edge.bodies.words import Body, Name, Text

LINES_AT_MOST = 4
Line = Annotated[str, Meta(min_length=1, max_length=200)]


class Written(Struct, kw_only=True):
    """What stands on it. `lines` are street, house and whatever else leads there."""

    name: Name
    lines: Annotated[list[Line], Meta(min_length=1, max_length=LINES_AT_MOST)]
    postal_code: Annotated[str, Meta(max_length=16)] = ""
    city: Line
    region: Text = ""
    country: Country


class Address(Written, Body):
    """With `default` it is offered first; else what is offered first stays so."""

    default: bool = False


class ShownAddress(Written):
    id: str
    default: bool

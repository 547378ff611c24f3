"""A form of one field, as pages post it without a script: the key of a link."""

from dataclasses import dataclass
from typing import Annotated
from urllib.parse import parse_qsl

import msgspec
from litestar.openapi.spec import OpenAPIMediaType, OpenAPIType, RequestBody, Schema
from msgspec import Meta

from edge.bodies.words import Body
from edge.door.answers import Change
from edge.door.plain import wrong

FORM = "application/x-www-form-urlencoded"
AT_MOST, FIELDS = 600, 10
"""Characters of a whole link, and fields that are read at all."""
FIELD = Schema(type=OpenAPIType.STRING, min_length=1, max_length=AT_MOST)
KEY = Schema(
    title="TicketKey",
    description="A whole link to tickets, or what stands there behind `#`.",
    type=OpenAPIType.OBJECT,
    properties={"key": FIELD},
    required=["key"],
    additional_properties=False,
)


class TicketKey(Body):
    key: Annotated[str, Meta(min_length=1, max_length=AT_MOST)]


@dataclass
class Pasted(Change):
    def __post_init__(self) -> None:
        self.request_body = RequestBody({FORM: OpenAPIMediaType(schema=KEY)}, required=True)
        super().__post_init__()


def pasted(body: bytes) -> str:
    """Raises Problem for what is no such form."""
    try:
        fields = dict(parse_qsl(body.decode(), keep_blank_values=True, max_num_fields=FIELDS))
        return msgspec.convert(fields, TicketKey).key
    except (ValueError, msgspec.ValidationError) as error:
        raise wrong("not a form with one `key`") from error

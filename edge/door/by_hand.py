"""What the document must be told of a body that is read by hand."""

from dataclasses import dataclass

from litestar.openapi.spec import OpenAPIMediaType, OpenAPIType, Reference, RequestBody, Schema

from contracts.base import ADD_ONS_AT_MOST, OF_ONE_AT_MOST, TICKETS_AT_MOST
from contracts.bookings import CODE_AT_MOST
from edge.door.answers import Change
from edge.paths import ID

SEAT = Schema(type=OpenAPIType.STRING, min_length=1, max_length=80)
SEATS = Schema(type=OpenAPIType.ARRAY, items=SEAT, min_items=1, max_items=TICKETS_AT_MOST, unique_items=True)
NAME = Schema(type=OpenAPIType.STRING, min_length=1, max_length=64)
QUANTITY = Schema(type=OpenAPIType.INTEGER, minimum=1, maximum=TICKETS_AT_MOST)
ADD_ONS = Schema(
    type=OpenAPIType.OBJECT, property_names=NAME, max_properties=ADD_ONS_AT_MOST,
    additional_properties=Schema(type=OpenAPIType.INTEGER, minimum=1, maximum=OF_ONE_AT_MOST),
)  # fmt: skip
NULL = Schema(type=OpenAPIType.NULL)


def or_null(schema: Schema) -> Schema:
    return Schema(one_of=[schema, NULL])


def has(**fields: Schema) -> Schema:
    return Schema(required=list(fields), properties=dict(fields))


FIELDS: dict[str, Reference | Schema] = {
    "event_id": Schema(type=OpenAPIType.STRING, pattern=ID),
    "seats": or_null(SEATS),
    "ticket_type": or_null(NAME),
    "quantity": or_null(QUANTITY),
    "add_ons": ADD_ONS,
    "code": Schema(type=OpenAPIType.STRING, max_length=CODE_AT_MOST),
}
BY_SEAT, BY_TYPE = has(seats=SEATS), has(ticket_type=NAME, quantity=QUANTITY)
NO_MORE = Schema(properties={"ticket_type": NULL, "quantity": NULL})
WISH = Schema(
    title="NewBooking",
    description="Seats by name, or a quantity of one ticket type; of a type that is sold by seat, the best together.",
    type=OpenAPIType.OBJECT,
    properties=FIELDS,
    required=["event_id"],
    one_of=[Schema(all_of=[BY_SEAT, NO_MORE]), Schema(all_of=[BY_TYPE, Schema(properties={"seats": NULL})])],
    additional_properties=False,
)


@dataclass
class Wished(Change):
    def __post_init__(self) -> None:
        self.request_body = RequestBody({"application/json": OpenAPIMediaType(schema=WISH)}, required=True)
        super().__post_init__()

"""What the document must be told of a body that is read by hand."""

from dataclasses import dataclass

from litestar.openapi.spec import OpenAPIMediaType, OpenAPIType, Reference, RequestBody, Schema

from contracts.base import TICKETS_AT_MOST
from contracts.bookings import CODE_AT_MOST
from edge.door.answers import Change

TEXT = Schema(type=OpenAPIType.STRING)
FIELDS: dict[str, Reference | Schema] = {
    "event_id": TEXT,
    "seats": Schema(type=OpenAPIType.ARRAY, items=TEXT, min_items=1, max_items=TICKETS_AT_MOST, unique_items=True),
    "ticket_type": TEXT,
    "quantity": Schema(type=OpenAPIType.INTEGER, minimum=1, maximum=TICKETS_AT_MOST),
    "code": Schema(type=OpenAPIType.STRING, max_length=CODE_AT_MOST),
}
WISH = Schema(
    title="NewBooking",
    description="Seats by name, or a quantity of one ticket type; of a type that is sold by seat, the best together.",
    type=OpenAPIType.OBJECT,
    properties=FIELDS,
    required=["event_id"],
    one_of=[Schema(required=["seats"]), Schema(required=["ticket_type", "quantity"])],
    additional_properties=False,
)


@dataclass
class Wished(Change):
    def __post_init__(self) -> None:
        self.request_body = RequestBody({"application/json": OpenAPIMediaType(schema=WISH)}, required=True)
        super().__post_init__()

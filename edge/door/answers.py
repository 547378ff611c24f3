"""What the document says of each route beside its own: who may ask, and that whatever else is answered is a problem."""

from collections.abc import Sequence
from dataclasses import dataclass

from litestar.enums import HttpMethod
from litestar.handlers import HTTPRouteHandler
from litestar.openapi.spec import (
    OpenAPIMediaType,
    OpenAPIResponse,
    OpenAPIType,
    Operation,
    Reference,
    RequestBody,
    Schema,
)

from edge.asking.reply import JSON
from edge.door.examples import exemplify
from edge.limits.rules import rule_of

REFUSED = Reference("#/components/responses/Problem")
"""One for all routes, with an example of each problem."""
OBJECT = OpenAPIMediaType(Schema(type=OpenAPIType.OBJECT))
ANSWERS = {
    "200": "It is done.",
    "201": "It is done, and there is something new.",
    "202": "It is accepted: nobody waited for the answer, or there was none in time.",
}
"""Of a change: which of them, the service says that does it, and `Prefer` whether it is waited for."""
TOKEN: dict[str, list[str]] = {"token": []}


@dataclass
class Read(Operation):
    def __post_init__(self) -> None:
        found = {status: said for status, said in (self.responses or {}).items() if status != "400"}
        self.responses = {**found, "default": REFUSED}


@dataclass
class Change(Read):
    def __post_init__(self) -> None:
        super().__post_init__()
        said = {status: OpenAPIResponse(text, content={JSON: OBJECT}) for status, text in ANSWERS.items()}
        self.responses = {**said, **(self.responses or {})}
        if isinstance(self.request_body, RequestBody):
            for body in self.request_body.content.values():
                exemplify(body)
                self.request_body.required = not optional(body.schema)


def optional(schema: Schema | Reference | None) -> bool:
    """May it be left out?"""
    choice = schema.one_of if isinstance(schema, Schema) else None
    return any(isinstance(one, Schema) and one.type == OpenAPIType.NULL for one in choice or ())


def described(routes: Sequence[HTTPRouteHandler]) -> None:
    for route in routes:
        reads = route.http_methods <= {HttpMethod.GET, HttpMethod.HEAD}
        if route.operation_class is Operation and rule_of(route, "") is not None:
            route.operation_class = Read if reads else Change
        if not route.opt.get("exclude_from_auth"):
            route.security = [{}, TOKEN] if route.opt.get("token") == "optional" else [TOKEN]

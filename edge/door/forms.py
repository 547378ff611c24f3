"""Bodies in the document, as msgspec says them: with all bounds, those in a list too, and closed to unknown fields."""

from collections.abc import Iterator
from typing import Any

import msgspec

from edge.answered.document import answered, refusals
from edge.bodies.words import Body
from edge.door.keyed import KEY, NAME, keyed

REF = "#/components/schemas/{name}"


def exact(document: dict[str, Any]) -> dict[str, Any]:
    """The same, with each body's form in place of what Litestar makes of it, the answers, and the idempotency keys."""
    document = {**document, "paths": answered(keyed(document.get("paths", {})))}
    components = document.get("components", {})
    schemas = components.get("schemas", {})
    bodies = [body for body in below(Body) if body.__name__ in schemas]
    _, forms = msgspec.json.schema_components(bodies, ref_template=REF)
    schemas = dict(sorted((schemas | forms).items()))
    return {
        **document,
        "components": {**components, "schemas": schemas, "parameters": {NAME: KEY}, "responses": refusals()},
    }


def below(kind: type[Body]) -> Iterator[type[Body]]:
    for one in kind.__subclasses__():
        yield one
        yield from below(one)

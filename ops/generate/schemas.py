"""The JSON Schema of each message, for readers in any language."""

import json
from typing import Any

from pydantic.json_schema import GenerateJsonSchema, JsonSchemaValue

from contracts.base import Event, Message, Refused
from ops.generate.docs_of import field_doc
from ops.generate.house import House, answered_by, kind

FOLDER = "docs/contracts/schemas"
DIALECT = "https://json-schema.org/draft/2020-12/schema"


class Documented(GenerateJsonSchema):
    """With the texts that stand under the fields."""

    def model_schema(self, schema: Any) -> JsonSchemaValue:
        made = super().model_schema(schema)
        for name, field in made.get("properties", {}).items():
            if text := field_doc(schema["cls"], name):
                field.setdefault("description", text)
        return made


def schema(message: type[Message]) -> dict[str, Any]:
    made = message.model_json_schema(mode="validation", schema_generator=Documented)
    return {"$schema": DIALECT, "$id": f"{message.__name__}.json", **made, **about(message)}


def about(message: type[Message]) -> dict[str, Any]:
    """What a schema cannot say of a message."""
    said: dict[str, Any] = {
        "x-kind": kind(message),
        "x-service": message.SERVICE if message is not Refused else "any",
        "x-topic": message.TOPIC or "{service}.events",
        "x-key": message.KEY,
        "x-subject": message.SUBJECT,
    }
    if issubclass(message, Event) and message.ANSWERS:
        said |= {"x-answers": list(answered_by(message)), "x-status": message.STATUS}
    return said


def schema_files(house: House) -> dict[str, str]:
    return {f"{FOLDER}/{one.__name__}.json": as_json(schema(one)) for one in house.messages}


def as_json(value: Any) -> str:
    return json.dumps(value, indent=2, sort_keys=True, ensure_ascii=False) + "\n"

"""Topics, subjects and the socket in one AsyncAPI 3.0 document that refers to nothing outside itself."""

from datetime import UTC, datetime
from typing import Any

from pydantic.json_schema import models_json_schema

from choreography.envelope import Envelope
from contracts.examples import example
from ops.generate import channels, live, nats
from ops.generate.house import House
from ops.generate.schemas import Documented, about, as_json

FILE = "docs/contracts/asyncapi.json"
REFS = "#/components/schemas/{model}"
REQUIRED = ("ce_id", "ce_type", "ce_source", "ce_time", "ce_subject", "ce_specversion")
SERVERS = {
    "kafka": {"host": "{kafka}", "protocol": "kafka", "variables": {"kafka": {"default": "127.0.0.1:9092"}}},
    "nats": {"host": "{nats}", "protocol": "nats", "variables": {"nats": {"default": "127.0.0.1:4222"}}},
    "edge": {"host": "{edge}", "protocol": "ws", "variables": {"edge": {"default": "127.0.0.1:3000"}}},
}


def document(house: House) -> dict[str, Any]:
    made = without_examples(house)
    known = made["components"]["schemas"]
    named = [*made["components"]["messages"].values()]
    inline = [one for on in made["channels"].values() for one in on["messages"].values() if "payload" in one]
    for message in [*named, *inline]:
        message["examples"] = [{"name": "one", "payload": example(message["payload"], known)}]
    return made


def without_examples(house: House) -> dict[str, Any]:
    return {
        "asyncapi": "3.0.0",
        "info": {"title": "Boxoffice", "version": "1", "description": "What is said, by whom, and who hears it."},
        "defaultContentType": "application/json",
        "servers": SERVERS,
        "channels": channels.channels(house) | nats.channels() | {"live": live.channel()},
        "operations": channels.operations(house) | nats.operations() | live.operations(),
        "components": {"messages": channels.messages(house), "schemas": schemas(house)},
    }


def schemas(house: House) -> dict[str, Any]:
    _, made = models_json_schema(
        [(one, "validation") for one in house.messages], ref_template=REFS, schema_generator=Documented
    )
    found: dict[str, Any] = made["$defs"]
    for one in house.messages:
        found[one.__name__] = found[one.__name__] | about(one)
    return found | {"Headers": headers()}


def headers() -> dict[str, Any]:
    """The CloudEvents attributes and ours, as text in Kafka headers."""
    texts: dict[str, Any] = {name: "-" for name in Envelope.__slots__}
    example = Envelope(**texts | {"time": datetime.fromtimestamp(0, UTC), "version": 0})
    fields: dict[str, Any] = {name: {"type": "string"} for name, _ in example.headers()}
    fields["ce_time"]["format"] = "date-time"
    fields["ce_version"] |= {"pattern": "^[0-9]+$", "description": "of the row that the message is about; 0: of none"}
    fields["ce_specversion"] = {"const": "1.0"}
    return {"type": "object", "properties": fields, "required": list(REQUIRED)}


def asyncapi_file(house: House) -> dict[str, str]:
    return {FILE: as_json(document(house))}

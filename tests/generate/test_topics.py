"""The topics as the contracts declare them, as the documents tell of them, and as provisioning makes them."""

import json
from typing import Any

import pytest
from aiokafka.admin.config_resource import ConfigResource, ConfigResourceType

from choreography.kafka.topics import admin, counts
from ops.generate.house import House, house
from ops.generate.source import ROOT
from ops.stack import Addresses

FAMILIES = {
    "payments": {"commands": 604_800_000, "events": -1, "operators": 604_800_000, "unmatched": -1},
    "bookings": {"commands": 604_800_000, "events": -1},
    "email": {"commands": 604_800_000, "events": -1, "operators": 604_800_000},
    "audit": {"events": -1},
    "identity": {"commands": 604_800_000, "events": -1, "operators": 604_800_000, "secrets": 900_000},
}
"""Of payments, bookings, mails, audit and sign-ins: for how many milliseconds each topic is kept; -1 is for ever."""
SAID = {-1: "for ever", 604_800_000: "7 days", 900_000: "15 minutes"}
DOCUMENTS = ROOT / "docs" / "contracts"


@pytest.fixture(scope="module")
def whole() -> House:
    return house()


@pytest.fixture(scope="module")
def documented(whole: House) -> dict[str, dict[str, Any]]:
    """What AsyncAPI says of each topic's bindings."""
    channels = json.loads((DOCUMENTS / "asyncapi.json").read_text())["channels"]
    return {spec.name: channels[spec.name]["bindings"]["kafka"] for spec in whole.topics}


@pytest.mark.parametrize("family", FAMILIES)
def test_a_familys_topics_are_declared_and_documented_with_their_retention(
    family: str, whole: House, documented: dict[str, dict[str, Any]]
) -> None:
    of_it = {name.partition(".")[2]: one for name, one in documented.items() if name.startswith(f"{family}.")}
    kept = {name: one["topicConfiguration"]["retention.ms"] for name, one in of_it.items()}
    assert kept == FAMILIES[family] and {one["partitions"] for one in of_it.values()} == {12}
    page = (DOCUMENTS / "messages.md").read_text()
    assert all(f"| `{family}.{name}` | {SAID[milliseconds]} |" in page for name, milliseconds in kept.items())
    declared = {spec.name: spec.retention for spec in whole.topics}
    for name, milliseconds in kept.items():
        retention = declared[f"{family}.{name}"]
        assert (-1 if retention is None else retention.total_seconds() * 1000) == milliseconds


def test_every_message_of_a_topic_has_a_key_that_it_always_carries(whole: House) -> None:
    said = json.loads((DOCUMENTS / "asyncapi.json").read_text())["components"]["messages"]
    for message in (one for spec in whole.topics for one in whole.on(spec.name) if one.TOPIC):
        assert message.model_fields[message.KEY].is_required(), message.__name__
        assert said[message.__name__]["bindings"]["kafka"]["key"]["description"].startswith(f"`{message.KEY}`:")


@pytest.mark.real
async def test_provisioning_makes_the_topics_as_documented(
    provisioned: Addresses, documented: dict[str, dict[str, Any]]
) -> None:
    async with admin(provisioned.kafka) as client:
        made = await counts(client, sorted(documented))
        (answer,) = await client.describe_configs([ConfigResource(ConfigResourceType.TOPIC, name) for name in made])
    configs = {name: {key: value for key, value, *_ in entries} for *_, name, entries in answer.resources}
    for name, one in documented.items():
        wanted, is_there = one["topicConfiguration"], configs[name]
        assert made[name] == one["partitions"], name
        assert is_there["retention.ms"] == str(wanted["retention.ms"]), name
        assert is_there["cleanup.policy"] == ",".join(wanted["cleanup.policy"]), name

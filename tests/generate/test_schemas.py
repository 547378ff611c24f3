"""A schema says of a message what a reader in another language must know."""

import json
from typing import Any

import jsonschema
import pytest

from contracts.base import Message, OfBooking, Refused
from contracts.bookings import BookingConfirmed, RequestBooking
from contracts.catalog import EventPublished
from ops.generate.house import House, house
from ops.generate.schemas import schema, schema_files


@pytest.fixture(scope="module")
def whole() -> House:
    return house()


def asked(**fields: Any) -> dict[str, Any]:
    return {"event_id": "opera", "booking_id": "opera-1", "buyer_id": "ann", **fields}


def test_each_message_has_a_valid_schema_of_its_own(whole: House) -> None:
    files = schema_files(whole)
    assert len(files) == len(whole.messages)
    for text in files.values():
        jsonschema.Draft202012Validator.check_schema(json.loads(text))


def test_a_message_fits_its_schema_and_another_one_does_not() -> None:
    said = RequestBooking(event_id="opera", booking_id="opera-1", buyer_id="ann", seats=("stalls-A1",))
    jsonschema.validate(json.loads(said.model_dump_json()), schema(RequestBooking))
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(asked(quantity=21), schema(RequestBooking))


def test_where_it_travels_and_what_it_answers_stand_beside_the_fields() -> None:
    made = schema(BookingConfirmed)
    assert (made["x-topic"], made["x-key"], made["x-subject"]) == ("bookings.events", "event_id", "booking_id")
    assert (made["x-kind"], made["x-answers"], made["x-status"]) == (
        "event",
        ["AcceptOffer", "GiveBooking", "RequestBooking"],
        201,
    )
    assert schema(Refused)["x-topic"] == "{service}.events"


def test_the_text_under_a_field_is_its_description_wherever_it_is_declared() -> None:
    made = schema(EventPublished)
    assert made["properties"]["ticket_types"]["description"] == "At most 100."
    assert made["$defs"]["TicketType"]["properties"]["price"]["description"].startswith("In the event's currency")


def test_what_is_no_message_of_the_house_has_no_schema(whole: House) -> None:
    class Noise(OfBooking):
        pass

    assert Noise not in whole.messages and all(issubclass(one, Message) for one in whole.messages)

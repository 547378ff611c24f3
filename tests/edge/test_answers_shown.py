"""Every answer that has a body has an example in the document, and what is answered is like it."""

import json
from collections.abc import Iterator
from typing import Any

import httpx2
import jsonschema
import pytest

from contracts.errors import REASONS
from edge.answered.changes import COMMANDS
from edge.answered.document import BY_HAND
from edge.explained import LATE, OWN, STANDING
from edge.problem import MEDIA
from tests.edge.as_shown import as_shown, document
from tests.edge.house import House

Said = dict[str, Any]
REFUSED = document()["components"]["responses"]["Problem"]["content"][MEDIA]


def bodies() -> Iterator[tuple[str, Said]]:
    """Of each answer with a body that is no problem."""
    for path, methods in document()["paths"].items():
        for method, said in methods.items():
            for status, one in said["responses"].items():
                yield from ((f"{method} {path} {status}", body) for body in one.get("content", {}).values())


def test_every_answer_with_a_body_has_an_example_that_its_schema_takes() -> None:
    found = list(bodies())
    for where, body in found:
        assert body["examples"], where
        for shown in body["examples"].values():
            jsonschema.validate(shown["value"], body["schema"])
    assert len(found) > len(document()["paths"])


def test_every_route_says_what_it_answers() -> None:
    routes = {f"{method.upper()} {path}" for path, methods in document()["paths"].items() for method in methods}
    assert routes == COMMANDS.keys() | BY_HAND.keys()


def test_every_refusal_has_one_example_written_once() -> None:
    answered = {code for code, reason in REASONS.items() if reason.statuses}
    assert REFUSED["examples"].keys() == answered | OWN.keys() | STANDING.keys() | LATE.keys()
    for code, shown in REFUSED["examples"].items():
        jsonschema.validate(shown["value"], REFUSED["schema"])
        assert shown["value"]["code"] == code
    refused = [
        one["responses"]["default"]
        for methods in document()["paths"].values()
        for one in methods.values()
        if "default" in one["responses"]
    ]
    assert refused and all(one == {"$ref": "#/components/responses/Problem"} for one in refused)


async def test_the_page_shows_them(house: House) -> None:
    page = (await house.client.get("/docs")).text
    assert "409 taken" in page and "201 BookingHeld" in page and "8b6f0c3e-5d2a91" in page


def answer(method: str, path: str, status: int, said: Said, media: str = "application/json") -> httpx2.Response:
    request = httpx2.Request(method, f"http://edge{path}")
    return httpx2.Response(status, content=json.dumps(said), headers={"content-type": media}, request=request)


async def test_an_answer_that_is_not_as_it_is_shown_is_found_out() -> None:
    """So that the tests of all visitors prove something."""
    venue = {"id": "v", "version": 1, "organiser_id": "o", "name": "n", "place": "p", "capacity": 1}
    await as_shown(answer("GET", "/venues/v", 200, venue))
    lies = [venue | {"colour": "red"}, venue | {"capacity": None}, {"id": "v"}]
    for lie in lies:
        with pytest.raises(AssertionError, match="GET /venues"):
            await as_shown(answer("GET", "/venues/v", 200, lie))
    with pytest.raises(AssertionError, match="unheard_of"):
        await as_shown(answer("GET", "/venues/v", 404, {"code": "unheard_of"}, MEDIA))

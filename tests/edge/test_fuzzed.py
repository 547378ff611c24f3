"""Whatever the document allows, and much that it does not, is asked; no answer is a fault, or other than it says."""

import asyncio
import json
import sys
import tempfile
from asyncio.subprocess import PIPE, STDOUT
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from tests.edge.conftest import UNHURRIED
from tests.edge.front import Front, visiting
from tests.memory_house import memory_house
from tests.mesh.operator import Operator

pytestmark = [pytest.mark.real, pytest.mark.slow, pytest.mark.timeout(400)]
CHECKS = (
    "not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance",
    "response_headers_conformance", "unsupported_method", "ignored_auth", "negative_data_rejection",
)  # fmt: skip
LEFT_OUT = "^/(sessions/current|health/|metrics)"
"""Signing out ends the fuzzer's own session."""
LIMITS = ("BOOKING", "WEBHOOK", "REFRESH")
ENV = UNHURRIED | {f"BOXOFFICE_EDGE_{name}_BURST": "100000" for name in LIMITS}


@pytest.fixture(scope="module")
def house(tmp_path_factory: pytest.TempPathFactory) -> Iterator[dict[str, Any]]:
    with memory_house(tmp_path_factory.mktemp("fuzzed"), **ENV) as said:
        yield said


async def visitor(front: Front, said: dict[str, Any], role: str) -> list[str]:
    """As whom it is asked. An operator may do anything."""
    if role == "anonymous":
        return []
    person = await front.person(organiser=role != "buyer")
    if role == "operator":
        granted = await Operator(Path(said["data"]) / "ready.json").runs("grant", person.mail)
        assert granted.exit_code == 0, granted.output
        await person.logs_in()
    return ["--header", f"Authorization: Bearer {person.tokens['access_token']}"]


async def fuzzed(document: str, *more: str) -> tuple[int | None, str]:
    command = [
        str(Path(sys.executable).with_name("st")), "run", document, "--checks", ",".join(CHECKS), "--seed", "1",
        "--generation-database", "none", "--warnings", "off", "--no-color", *more,
    ]  # fmt: skip
    with tempfile.TemporaryDirectory() as folder:
        process = await asyncio.create_subprocess_exec(*command, cwd=folder, stdout=PIPE, stderr=STDOUT)
        said, _ = await process.communicate()
    return process.returncode, said.decode()


@pytest.mark.parametrize(
    ("role", "phases", "examples"),
    [
        ("operator", "examples,coverage,fuzzing", 3),
        ("organiser", "examples,fuzzing", 1),
        ("buyer", "examples,fuzzing", 1),
        ("anonymous", "examples,fuzzing", 1),
    ],
)
async def test_no_request_is_answered_with_a_fault_or_otherwise_than_the_document_says(
    house: dict[str, Any], role: str, phases: str, examples: int
) -> None:
    """All that can be wrong with a body is tried as the operator, whom nobody turns away before it is read."""
    async with visiting(house["edge"]) as front:
        who = await visitor(front, house, role)
    bounds = ["--phases", phases, "--max-examples", str(examples), "--exclude-path-regex", LEFT_OUT]
    code, said = await fuzzed(f"{house['edge']}/docs/openapi.json", *bounds, *who)
    assert code == 0, said


async def test_a_document_that_lies_is_found_out(house: dict[str, Any], tmp_path: Path) -> None:
    """So that the test above proves something."""
    lie = {"description": "", "content": {"application/json": {"schema": {"type": "object", "required": ["lie"]}}}}
    paths = {"/health/live": {"get": {"responses": {"200": lie}}}}
    document = tmp_path / "openapi.json"
    document.write_text(json.dumps({"openapi": "3.1.0", "info": {"title": "Lies", "version": "1"}, "paths": paths}))
    code, said = await fuzzed(str(document), "--max-examples", "1", "--url", house["edge"])
    assert code == 1 and "lie" in said, said

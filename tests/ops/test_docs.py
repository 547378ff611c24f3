"""`boxoffice docs`: what was written of the contracts, on stdout."""

import json
from typing import Any

import pytest
from typer.testing import CliRunner

from ops.cli import app
from ops.generate.house import house


def printed(document: str) -> Any:
    done = CliRunner().invoke(app, ["docs", document])
    assert done.exit_code == 0, done.output
    return json.loads(done.stdout)


@pytest.mark.parametrize(("document", "path"), [("asyncapi", "bookings.events"), ("openapi", "/bookings")])
def test_a_document_is_printed_whole(document: str, path: str) -> None:
    said = printed(document)
    assert said[document].startswith("3.") and path in {*said.get("channels", ()), *said.get("paths", ())}


def test_there_is_a_schema_for_every_message() -> None:
    assert printed("schemas").keys() >= {message.__name__ for message in house().messages}


def test_another_word_is_no_document() -> None:
    assert CliRunner().invoke(app, ["docs", "novel"]).exit_code == 2

"""The inventory of keys says what the code and the composed system do."""

import re

import pytest

from handlers.identity.keys import OVERLAP, ROTATE
from tests.docs.pages import ROOT
from tests.ops.test_compose import OURS, SECRET, SERVICES

PAGE = (ROOT / "docs/security/keys.md").read_text()
ROWS = re.findall(r"^\| `(\w+)` \|[^|]*\| ([^|]*) \|", PAGE, re.MULTILINE)
TOLD = dict(ROWS)


EVERYBODY = [*OURS, "provision"]


def secrets_of(name: str) -> set[str]:
    ours = (key for key in SERVICES[name]["environment"] if key.startswith("BOXOFFICE_"))
    return {key for key in ours if SECRET.search(key)}


def holders(variable: str) -> set[str]:
    return {name for name in EVERYBODY if variable in secrets_of(name)}


def test_every_secret_of_the_composed_system_has_a_row() -> None:
    assert {name for service in EVERYBODY for name in secrets_of(service)} == TOLD.keys()


def test_no_secret_has_two_rows_that_may_differ() -> None:
    assert len(ROWS) == len(TOLD)


@pytest.mark.parametrize("variable", sorted(TOLD))
def test_a_row_says_to_whom_it_is_told(variable: str) -> None:
    assert set(re.findall(r"`(\w+)`", TOLD[variable])) == holders(variable)


def test_it_says_how_long_a_key_serves() -> None:
    signing, sealing = (next(row for row in PAGE.splitlines() if row.startswith(f"| {use}")) for use in ROTATE)
    assert (
        f"after {ROTATE['signing'].days} days" in signing and f"{OVERLAP['signing'].seconds // 60} minutes" in signing
    )
    assert f"after {ROTATE['sealing'].days} day" in sealing and f"{OVERLAP['sealing'].seconds // 3600} hour" in sealing

"""The inventory of keys says what the code and the composed system do."""

import re

import pytest

from handlers.identity.keys import OVERLAP, ROTATE
from ops.credentials.secrets import NAMES
from tests.docs.pages import ROOT
from tests.ops.composed import SERVICES
from tests.ops.test_compose import OURS, SECRET

PAGE = (ROOT / "docs/security/keys.md").read_text()
ROWS = re.findall(r"^\| `(\w+)` \|[^|]*\| ([^|]*) \|", PAGE, re.MULTILINE)
TOLD = dict(ROWS)
COMPOSED = dict(re.findall(r"^- `(\w+)`,.* is told to (.*)\.$", PAGE, re.MULTILINE))
"""The secrets of the composed system that no process of ours reads by their names."""

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


@pytest.mark.parametrize("variable", [name for name in NAMES if not name.startswith("BOXOFFICE_")])
def test_it_says_to_whom_compose_tells_a_secret_of_its_own(variable: str) -> None:
    told = {name for name, service in SERVICES.items() if f"${{{variable}:?}}" in str(service.get("environment"))}
    assert set(re.findall(r"`(\w+)`", COMPOSED[variable])) == told


def test_it_says_how_long_a_key_serves() -> None:
    signing, sealing = (next(row for row in PAGE.splitlines() if row.startswith(f"| {use}")) for use in ROTATE)
    assert (
        f"after {ROTATE['signing'].days} days" in signing and f"{OVERLAP['signing'].seconds // 60} minutes" in signing
    )
    assert f"after {ROTATE['sealing'].days} day" in sealing and f"{OVERLAP['sealing'].seconds // 3600} hour" in sealing

"""Whatever a process or a test reads from its environment stands on the page of the settings, and nothing else does."""

import re
from functools import cache

import pytest
from pydantic_settings import BaseSettings

from ops.credentials.secrets import NAMES
from ops.generate.settings import default, kinds, variable
from tests.docs.pages import ROOT

FOLDERS = ("choreography", "edge", "handlers", "ops", "tests")
NAME = re.compile(r"BOXOFFICE_[A-Z0-9_]*[A-Z0-9]\b")
QUOTED = re.compile(rf'"({NAME.pattern})"')
PAGE = (ROOT / "docs/settings.md").read_text()
ON_PAGE = frozenset(NAME.findall(PAGE))


@cache
def quoted() -> frozenset[str]:
    """Those that the source names one by one, as the tests do that are told something."""
    files = (file for folder in FOLDERS for file in (ROOT / folder).rglob("*.py"))
    found = (name for file in files for name in QUOTED.findall(file.read_text()))
    return frozenset(name.removesuffix("_FILE") for name in found)


def fields() -> dict[str, type[BaseSettings]]:
    return {variable(kind, name): kind for _, kind in kinds() for name in kind.model_fields}


def test_every_variable_that_is_named_has_a_row() -> None:
    composed = set(NAME.findall((ROOT / "compose.yaml").read_text()))
    assert not (quoted() | composed) - ON_PAGE


def test_every_secret_that_is_made_has_a_row() -> None:
    assert [name for name in NAMES if f"`{name}`" not in PAGE] == []


def test_the_page_says_without_what_compose_does_not_start() -> None:
    needed = set(re.findall(r"\$\{(\w+):\?", (ROOT / "compose.yaml").read_text())) - set(NAMES)
    paragraph = next(part for part in PAGE.split("\n\n") if "starts nothing" in part)
    assert set(NAME.findall(paragraph)) == needed


def test_no_row_is_of_what_nobody_reads() -> None:
    composed = {"BOXOFFICE_DOOR_CERTIFICATE", "BOXOFFICE_DOOR_KEY"}
    assert not ON_PAGE - fields().keys() - quoted() - composed


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("BOXOFFICE_BOOKINGS_OFFER_FOR", "`PT15M`"),
        ("BOXOFFICE_EDGE_LATE", "`0.3`"),
        ("BOXOFFICE_EDGE_STRIPE_SECRET", "one for local runs"),
        ("BOXOFFICE_IDENTITY_HASH_THREADS", "as told"),
    ],
)
def test_a_default_is_as_the_environment_would_say_it_and_no_secret(name: str, told: str) -> None:
    kind = fields()[name]
    field = next(one for known, one in kind.model_fields.items() if variable(kind, known) == name)
    assert default(field) == told

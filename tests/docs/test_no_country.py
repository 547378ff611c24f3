"""Nobody is judged by the country that they come from: it is a line of a postal address, and no rule reads it."""

import re

from tests.docs.pages import ROOT

PARTS = ("contracts", "choreography", "handlers", "edge")
WORDS = re.compile(r"countr(?:y|ies)|geo_?ip|continent|accept.language", re.IGNORECASE)
OF_ADDRESSES = {
    "contracts/users/addresses.py",
    "edge/bodies/addresses.py",
    "edge/bodies/countries.py",
    "edge/door/examples.py",
}
"""Where one is written, or checked to be one that there is."""


def test_of_countries_only_postal_addresses_speak() -> None:
    files = [path for part in PARTS for path in (ROOT / part).rglob("*.py")]
    assert {str(path.relative_to(ROOT)) for path in files if WORDS.search(path.read_text())} == OF_ADDRESSES

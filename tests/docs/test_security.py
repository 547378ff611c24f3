"""Each attack and each requirement has tests that exist, or says why it has none."""

from collections import Counter

from ops.generate.security import attacks, kept, requirements
from tests.docs.pages import ROOT
from tests.docs.test_promises import defined

ATTACKED, REQUIRED = attacks(), requirements()
ROWS = {f"attack {one['number']}": one for one in ATTACKED} | REQUIRED
LEVELS = {1: 70, 2: 183}
"""As many requirements ASVS 5.0 has."""


def test_every_attack_has_a_row() -> None:
    assert [one["number"] for one in ATTACKED] == list(range(1, 41))


def test_every_requirement_of_the_first_two_levels_has_a_row() -> None:
    assert Counter(one["level"] for one in REQUIRED.values()) == LEVELS
    ids = [tuple(map(int, id_.split("."))) for id_ in REQUIRED]
    assert ids == sorted(set(ids))


def test_every_row_has_tests_that_exist_or_says_why_not() -> None:
    for name, row in ROWS.items():
        assert row.keys() <= {"number", "attack", "then", "level", "about", "tests", "reason", "open"}, name
        assert kept(row), name
        for test in row.get("tests", ()):
            file, _, function = test.partition("::")
            assert (ROOT / file).is_file() and function in defined(file), f"{name}: {test}"


def test_a_reason_is_a_sentence() -> None:
    for name, row in ROWS.items():
        for said in (row.get("reason"), row.get("open")):
            assert said is None or (said.endswith(".") and len(said.split()) > 3), name

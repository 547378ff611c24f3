"""What is filled in says what would have been written for it alone."""

from itertools import product
from typing import get_args

import pytest

from contracts.email import Kind
from handlers.email.languages import LANGUAGES
from handlers.email.mould import BLANKS, Written, filled, made
from tests.handlers.email.test_compose import FACTS

URL = {"url": "https://tickets.example", "name": "", "matter": "opera-b1", "out": ""}
SAID = {
    "name": "Ann <Co> & 'Sons' \"\N{LATIN SMALL LETTER U WITH DIAERESIS}\"",
    "matter": "opera-b7",
    "booking": "opera-b8",
    "places": "stalls-A1, <b>",
    "out": "https://api.example/out?account=ann&mark=x",
}
OF_ITS_OWN = {name: SAID[name] for name in BLANKS if name != "booking"}
CASES = [dict(URL), URL | {"name": SAID["name"]}, URL | SAID, URL | OF_ITS_OWN]


def alone(kind: Kind, facts: dict[str, str], language: str) -> Written:
    return made.__wrapped__(kind, tuple(facts.items()), language)


@pytest.mark.parametrize(("kind", "language"), [*product(get_args(Kind), LANGUAGES)])
def test_what_is_filled_in_reads_as_if_written_for_it_alone(kind: Kind, language: str) -> None:
    of_one = {"booking": "opera-b9"} if kind == "changed" else {}
    for facts in (FACTS | of_one | case for case in CASES):
        assert filled(kind, facts, language) == alone(kind, facts, language)


@pytest.mark.parametrize("name", ["{{matter}}", "{{none}}", "{{", "{{name}}"])
def test_what_looks_like_a_blank_is_told_as_it_is(name: str) -> None:
    facts = FACTS | URL | {"name": name}
    assert filled("confirmed", facts, "en") == alone("confirmed", facts, "en")


def test_mails_that_differ_in_their_blanks_are_written_once() -> None:
    made.cache_clear()
    mails = [filled("confirmed", FACTS | URL | {"matter": f"opera-b{n}", "name": f"Ann {n}"}, "en") for n in range(3)]
    assert made.cache_info().misses == 1 and len(set(mails)) == 3


def test_nothing_secret_is_kept_for_the_next_mail() -> None:
    made.cache_clear()
    assert "c0de" in filled("reset", FACTS | URL, "en", secret=True).text
    assert made.cache_info().currsize == 0

"""The words of a search, folded as `handlers/views/sql/0005_search.sql` folds what is searched."""

import re
from unicodedata import normalize

BARRED = str.maketrans("łøđı", "lodi")
"""Letters whose stroke, or lack of a dot, is no accent that comes off."""
ACCENTS = re.compile("[\u0300-\u036f]+")
BETWEEN = re.compile("[\u0000-\u002f\u003a-\u0040\u005b-\u0060\u007b-\u00bf\u00d7\u00f7\u2000-\u206f\u3000-\u303f]+")
"""What no word holds."""


def words(text: str) -> list[str]:
    plain = ACCENTS.sub("", normalize("NFKD", text.casefold()).translate(BARRED))
    return [word for word in BETWEEN.split(plain) if word]


IDEOGRAPHS = "\u3000"
"""From here on a sign says about as much as a word: ideographs, kana, syllables."""


def begins(word: str) -> bool:
    """May it be the beginning of a word? One letter begins too many: it is looked for as a word of its own."""
    return len(word) > 1 or word >= IDEOGRAPHS


def tsquery(anywhere: str, place: str) -> str:
    """All of them must be there, the last of each maybe as the beginning of a word; empty if there are none."""
    return " & ".join([*_terms(words(anywhere), ""), *_terms(words(place), "B")])


def _terms(found: list[str], weight: str) -> list[str]:
    last = len(found) - 1
    return [f"'{word}':{'*' if n == last and begins(word) else ''}{weight}".rstrip(":") for n, word in enumerate(found)]

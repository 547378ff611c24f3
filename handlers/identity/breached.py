"""Passwords that everybody tries first: the list of a package, read once, when the first password is looked at."""

import re
import unicodedata
from functools import cache

OUR_WORDS = re.compile("boxoffice|box|office|tickets?|events?|organi[sz]er|operator|buyer|admin")
"""Of the house: who guesses begins with them."""


def is_breached(password: str) -> bool:
    plain = unicodedata.normalize("NFKC", password).casefold()
    return plain in breached() or is_ours(plain)


def is_ours(plain: str) -> bool:
    """Nothing but words of the house, and what is no letter."""
    left, found = OUR_WORDS.subn("", plain)
    return bool(found) and not any(map(str.isalpha, left))


@cache
def breached() -> frozenset[str]:
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # noqa: PLC0415 large, and of use to who hashes alone

    return frozenset(FREQUENCY_LISTS["passwords"])

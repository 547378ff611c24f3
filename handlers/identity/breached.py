"""Passwords that everybody tries first: the list of a package, read once, when the first password is looked at."""

import unicodedata
from functools import cache


def is_breached(password: str) -> bool:
    return unicodedata.normalize("NFKC", password).casefold() in breached()


@cache
def breached() -> frozenset[str]:
    from zxcvbn.frequency_lists import FREQUENCY_LISTS  # noqa: PLC0415 large, and of use to who hashes alone

    return frozenset(FREQUENCY_LISTS["passwords"])

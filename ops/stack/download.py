"""One file over HTTP, asked for again where that may help."""

import random
import time
import urllib.request
from collections.abc import Callable
from dataclasses import dataclass
from http.client import HTTPException
from urllib.error import HTTPError

TRIES = 6
TIMEOUT = 60.0
"""Seconds without a byte."""
FIRST_PAUSE = 0.5
"""Seconds; each further one is twice as long, by up to a half more."""
BUSY = {408, 425, 429, 500, 502, 503, 504}


class Lost(Exception):
    """It cannot be had: the last failure."""


@dataclass(frozen=True)
class Download:
    """`tell` hears of each failure; `pause` is given seconds."""

    tell: Callable[[str], None]
    pause: Callable[[float], None] = time.sleep

    def __call__(self, address: str) -> bytes:
        """The whole file. Raises Lost: at once if it is not there, else after the last of TRIES."""
        for tries in range(1, TRIES + 1):
            try:
                with urllib.request.urlopen(address, timeout=TIMEOUT) as answer:  # noqa: S310 our setting
                    return bytes(answer.read())
            except (OSError, HTTPException) as error:
                if tries == TRIES or not passing(error):
                    raise Lost(f"{address}: {error!r} after {tries} tries") from error
                seconds = FIRST_PAUSE * 2 ** (tries - 1) * random.uniform(1, 1.5)  # noqa: S311 no secret
                self.tell(f"{address}: {error!r}; again in {seconds:.1f} s")
            self.pause(seconds)
        raise AssertionError("the last try returns or raises")


def passing(error: Exception) -> bool:
    return not isinstance(error, HTTPError) or error.code in BUSY

"""Identifiers that look like Stripe's: a prefix and 24 letters and digits."""

import random
import string

ALPHABET = string.ascii_letters + string.digits


class Ids:
    """A seed gives the same sequence in every run."""

    def __init__(self, seed: int | None = None) -> None:
        self.random = random.Random(seed) if seed is not None else random.SystemRandom()  # noqa: S311  repeatable

    def new(self, prefix: str) -> str:
        return f"{prefix}_{''.join(self.random.choices(ALPHABET, k=24))}"

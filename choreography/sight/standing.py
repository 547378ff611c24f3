"""What stands in a service's tables and waits."""

from dataclasses import dataclass

EFFECT = "effect"
"""What open effects are counted under; what waits for the lane is counted under its reason."""


@dataclass(frozen=True, slots=True)
class Standing:
    """`age` is in seconds, of the oldest."""

    count: int
    age: float

"""How far a group is behind at one place."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Lag:
    """`handled` is the offset after the last that the group committed: up to half a second old, see `Offsets`."""

    topic: str
    partition: int
    handled: int
    end: int
    seconds: float
    """Age of the oldest record that is not handled; 0 if there is none."""

    @property
    def messages(self) -> int:
        return self.end - self.handled

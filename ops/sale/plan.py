"""What one sale is like."""

from dataclasses import dataclass, field

LAPSE, DROP = 10, 20
"""One in so many lets the hold lapse; one in so many loses the socket."""
ADDRESS = 8
"""People who share one loopback address: the door bounds what comes from one."""
PRICE = 4_500
TYPE = "standing"


@dataclass(frozen=True)
class Job:
    """What one load process is told: where the doors are, and which of all the people are its own."""

    edge: str
    live: str
    stripe: str
    mark: str
    """In everybody's mail address."""
    known: bool
    """They have accounts, from an earlier sale."""
    people: list[int]
    """Their numbers."""


@dataclass
class Outcome:
    """What became of everybody, and how long it took: times are seconds."""

    ended: dict[str, int] = field(default_factory=dict)
    """By what it ended with: bought, lapsed, waiting, or the reason."""
    turn_to_tickets: list[float] = field(default_factory=list)
    reconnected: int = 0

    def did_end(self, how: str, count: int = 1) -> None:
        self.ended[how] = self.ended.get(how, 0) + count

    def add(self, other: "Outcome") -> None:
        for how, count in other.ended.items():
            self.did_end(how, count)
        self.turn_to_tickets += other.turn_to_tickets
        self.reconnected += other.reconnected


def address(number: int) -> str:
    """A loopback address of its own for each handful of people."""
    nth = number // ADDRESS + 2
    return f"127.{nth >> 16 & 255}.{nth >> 8 & 255}.{nth & 255}"


def lapses(number: int) -> bool:
    return number % LAPSE == 3  # noqa: PLR2004 any


def drops(number: int) -> bool:
    return number % DROP == 7  # noqa: PLR2004 any

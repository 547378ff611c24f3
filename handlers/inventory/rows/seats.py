"""Who has which seat."""

from typing import Self

from choreography.row import Row


class Seat(Row, key=("event_id", "name")):
    """A seat that was ever held or blocked; one that nobody ever touched has no row.

    `turn` counts up when it is taken and when it is given back, so that it is odd while somebody has it: to go from one
    owner to the next without being free between is not legal.
    """

    event_id: str
    name: str
    owner: str = ""
    """The booking that has it; empty if it is free, or blocked."""
    turn: int = 0
    block: str = ""
    """What keeps it from the sale."""

    def legal(self, old: Self | None) -> bool:
        return (
            self.turn >= 0
            and (self.owner == "" or self.block == "")
            and (self.owner == "" or self.turn % 2 == 1)
            and (self.owner != "" or self.turn % 2 == 0)
            and (old is None or self.owner == old.owner or self.turn > old.turn)
        )

    @property
    def free(self) -> bool:
        return not self.owner and not self.block

    def to(self, booking_id: str) -> Self:
        return self.but(owner=booking_id, turn=self.turn + 1)

    def kept_by(self, block_id: str) -> Self:
        return self.but(block=block_id)

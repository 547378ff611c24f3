"""What lies at the provider of a booking of 50.00, told without any word of ours: the other side of each refund."""

from dataclasses import dataclass, replace
from typing import Self

PRICE = 5_000


@dataclass(frozen=True)
class World:
    granted: int = 0
    grants: int = 0
    cancelled: bool = False
    wanted: bool = False
    """All that was left was given by hand on top, failed, and was asked for anew at the desk: it is due then."""
    by_hand: tuple[int, ...] = ()
    """What somebody gave back, one after another; 0 is one that failed."""
    ours: tuple[tuple[str, int], ...] = ()
    """What went by us: its attempt, as the provider keeps it, and how much."""
    bank: int = 0
    dispute: str = ""
    """Empty, open, lost or won."""

    @property
    def back(self) -> int:
        return sum(self.by_hand) + sum(price for _, price in self.ours)

    @property
    def away(self) -> int:
        """What the bank holds now."""
        return self.bank if self.dispute in ("open", "lost") else 0

    @property
    def left(self) -> int:
        return PRICE - self.back - self.away

    @property
    def due(self) -> int:
        return PRICE if self.cancelled or self.wanted else self.granted

    @property
    def buyer_has(self) -> int:
        return self.back + (self.bank if self.dispute == "lost" else 0)

    def goes(self, attempt: str, price: int) -> Self:
        return replace(self, ours=(*self.ours, (attempt, price)))

    def fails(self, attempt: str) -> Self:
        return replace(self, ours=tuple(one for one in self.ours if one[0] != attempt))

    def hand_fails(self, nth: int) -> Self:
        return replace(self, by_hand=tuple(0 if n == nth else price for n, price in enumerate(self.by_hand)))

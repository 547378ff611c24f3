"""A service to try the stores with: a guard, a unique column, lists, and every type that a column may have."""

from collections.abc import Iterator
from datetime import datetime, timedelta
from typing import Annotated, Literal, Self

from choreography.row import Page, Row
from choreography.service import Service
from choreography.vocabulary import Own, at


class Shelf(Row, key=("shop", "shelf")):
    shop: str
    shelf: str
    places: int = 10
    used: int = 0
    turn: int = 0
    labels: tuple[str, ...] = ()

    def legal(self, old: Self | None) -> bool:
        return self.used <= self.places and (old is None or self.turn >= old.turn)


class Keeper(Row, key=("shop",), unique=("mail", "phone")):
    shop: str
    mail: str
    phone: str | None = None
    shifts: tuple[tuple[str, ...], ...] = ()
    notes: dict[str, int] | None = None
    state: Literal["here", "away"] = "here"
    busy: bool = False
    since: datetime | None = None
    pause: timedelta = timedelta()
    seal: bytes = b""


class Asked(Own, key="shop", subject="shop"):
    shop: str
    shelf: str = ""


shop = Service("shop")


@shop.step
def keep(
    asked: Asked, keeper: Keeper, shelf: Shelf | None, shelves: Annotated[Page[Shelf], at("shop", after="shelf")]
) -> Iterator[Keeper | Shelf]:
    yield from ()

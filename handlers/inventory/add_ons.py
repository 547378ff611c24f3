"""What goes along with tickets: as many as there are, of its own and of its quotas."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Self

from pydantic import BaseModel, ConfigDict

from contracts.base import Basket
from contracts.catalog import AddOn
from handlers.inventory.quotas import QuotaStock, least, moved


class AddOnStock(BaseModel):
    """One kind of add-on, in the row of its event, as its quotas are."""

    model_config = ConfigDict(frozen=True)

    price: int
    capacity: int
    per_ticket: int = 0
    held: int = 0
    sold: int = 0

    @property
    def free(self) -> int:
        return self.capacity - self.held - self.sold

    def moved(self, **by: int) -> Self:
        return self.model_copy(update={name: getattr(self, name) + step for name, step in by.items()})


def opened(add_ons: Iterable[AddOn]) -> dict[str, AddOnStock]:
    return {one.name: AddOnStock(price=one.price, capacity=one.capacity, per_ticket=one.per_ticket) for one in add_ons}


def why_not(
    asked: Basket, add_ons: Mapping[str, AddOnStock], quotas: Mapping[str, QuotaStock]
) -> tuple[str, tuple[str, ...]]:
    """Why its add-ons cannot be had, as a reason, and which are to blame; an empty reason if they can, or are none."""
    if unknown := tuple(sorted({*asked.add_ons} - {*add_ons})):
        return "unknown_add_on", unknown
    most = {name: add_ons[name].per_ticket * asked.size for name in asked.add_ons if add_ons[name].per_ticket}
    if many := tuple(name for name in most if asked.add_ons[name] > most[name]):
        return "too_many_add_ons", many
    short = tuple(lacking(asked, add_ons, quotas))
    return ("add_on_sold_out", short) if short else ("", ())


def lacking(asked: Basket, add_ons: Mapping[str, AddOnStock], quotas: Mapping[str, QuotaStock]) -> Iterator[str]:
    """Those of which not as many are left, once the tickets and the others have taken theirs."""
    left = quotas if asked.seats else moved(quotas, asked.ticket_type, held=asked.quantity)
    for name, quantity in asked.add_ons.items():
        if least(left, name, add_ons[name].free) < quantity:
            yield name
        else:
            left = moved(left, name, held=quantity)


def units(asked: Basket, add_ons: Mapping[str, AddOnStock]) -> list[int]:
    """What each single one costs."""
    return [add_ons[name].price for name, quantity in asked.add_ons.items() for _ in range(quantity)]

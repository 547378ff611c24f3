"""Quotas: what ticket types and add-ons share. Each one of them takes one of every quota that it is in."""

from collections.abc import Iterable, Mapping
from typing import Self

from pydantic import BaseModel, ConfigDict

from contracts.catalog import Quota


class QuotaStock(BaseModel):
    """The places of one quota, in the row of its event: all of an event's quotas change in one write."""

    model_config = ConfigDict(frozen=True)

    size: int
    ticket_types: tuple[str, ...]
    """With the add-ons that are in it: no two have one name."""
    held: int = 0
    sold: int = 0
    blocked: int = 0

    @property
    def free(self) -> int:
        return self.size - self.held - self.sold - self.blocked

    def moved(self, **by: int) -> Self:
        return self.model_copy(update={name: getattr(self, name) + step for name, step in by.items()})


def opened(quotas: Iterable[Quota]) -> dict[str, QuotaStock]:
    return {
        quota.name: QuotaStock(size=quota.size, ticket_types=(*quota.ticket_types, *quota.add_ons)) for quota in quotas
    }


def moved(quotas: Mapping[str, QuotaStock], kind: str, **by: int) -> dict[str, QuotaStock]:
    """Those of the type, or the add-on, with so many more."""
    return {name: one.moved(**by) if kind in one.ticket_types else one for name, one in quotas.items()}


def least(quotas: Mapping[str, QuotaStock], kind: str, own: int) -> int:
    """So many of a type, or an add-on, that has `own` can be had."""
    return min([own, *(one.free for one in quotas.values() if kind in one.ticket_types)])

"""Quotas: what ticket types share. Each place of a type takes one of every quota that the type is in."""

from collections.abc import Iterable, Mapping
from typing import Self

from pydantic import BaseModel, ConfigDict

from contracts.catalog import Quota


class QuotaStock(BaseModel):
    """The places of one quota, in the row of its event: all of an event's quotas change in one write."""

    model_config = ConfigDict(frozen=True)

    size: int
    ticket_types: tuple[str, ...]
    held: int = 0
    sold: int = 0
    blocked: int = 0

    @property
    def free(self) -> int:
        return self.size - self.held - self.sold - self.blocked

    def moved(self, **by: int) -> Self:
        return self.model_copy(update={name: getattr(self, name) + step for name, step in by.items()})


def opened(quotas: Iterable[Quota]) -> dict[str, QuotaStock]:
    return {quota.name: QuotaStock(size=quota.size, ticket_types=quota.ticket_types) for quota in quotas}


def moved(quotas: Mapping[str, QuotaStock], kind: str, **by: int) -> dict[str, QuotaStock]:
    """Those of the type with so many more."""
    return {name: one.moved(**by) if kind in one.ticket_types else one for name, one in quotas.items()}


def least(quotas: Mapping[str, QuotaStock], kind: str, own: int) -> int:
    """So many places of a type that has `own` can be had."""
    return min([own, *(one.free for one in quotas.values() if kind in one.ticket_types)])

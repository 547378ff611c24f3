"""What a person has saved to pay with."""

from dataclasses import dataclass
from typing import Protocol

from pydantic import TypeAdapter

from contracts.payments import SavedMethod
from edge.reading.pool import Reads

OF_PERSON = "select methods, chosen from payment_methods_view where account_id = $1"
METHODS = TypeAdapter(tuple[SavedMethod, ...])


@dataclass(frozen=True, slots=True)
class Saved:
    methods: tuple[SavedMethod, ...] = ()
    """The oldest first."""
    chosen: str = ""
    """The one that is offered first; empty where there is none."""


class PaymentMethods(Protocol):
    async def of(self, account_id: str) -> Saved:
        """May raise Unreachable."""
        ...


class PostgresPaymentMethods:
    def __init__(self, reads: Reads) -> None:
        self.reads = reads

    async def of(self, account_id: str) -> Saved:
        for row in await self.reads.rows(OF_PERSON, account_id):
            return Saved(METHODS.validate_json(row["methods"]), row["chosen"])
        return Saved()

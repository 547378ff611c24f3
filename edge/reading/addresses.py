"""Where post reaches a person."""

from dataclasses import dataclass
from typing import Protocol

from pydantic import TypeAdapter

from contracts.users import PostalAddress
from edge.reading.pool import Reads

OF_PERSON = "select addresses, chosen from address_book_view where account_id = $1"
ADDRESSES = TypeAdapter(tuple[PostalAddress, ...])


@dataclass(frozen=True, slots=True)
class Book:
    addresses: tuple[PostalAddress, ...] = ()
    """The oldest first."""
    chosen: str = ""
    """The one that is offered first; empty where there is none."""


class Addresses(Protocol):
    async def of(self, account_id: str) -> Book:
        """May raise Unreachable."""
        ...


class PostgresAddresses:
    def __init__(self, reads: Reads) -> None:
        self.reads = reads

    async def of(self, account_id: str) -> Book:
        for row in await self.reads.rows(OF_PERSON, account_id):
            return Book(ADDRESSES.validate_json(row["addresses"]), row["chosen"])
        return Book()

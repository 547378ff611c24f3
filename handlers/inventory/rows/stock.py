"""The counters of an event, and what is left of what its ticket types share."""

from collections.abc import Mapping
from dataclasses import field
from typing import Self

from choreography.row import Row
from contracts.catalog import ByOrganiser, TicketType
from contracts.prices import Terms
from contracts.rights import Right, may, role_of
from handlers.inventory.add_ons import AddOnStock
from handlers.inventory.quotas import QuotaStock, least, moved
from handlers.inventory.rows.blocks import Block
from handlers.inventory.rows.holds import Hold


class Stock(Row, key=("event_id",)):
    """The counters of one event. Its version is the `stock_seq` of everything that is said about its sale."""

    event_id: str
    capacity: int
    currency: str
    held: int = 0
    sold: int = 0
    closed: bool = False
    rules: dict[str, TicketType] = field(default_factory=dict)
    """By name, the ticket types of which not everybody may have any number at any time."""
    no_single_seats: bool = False
    """Who names seats may not leave one alone, where there is another way."""
    blocked: int = 0
    organiser_id: str = ""
    """Empty where it was published before it was said: its blocks are for operators."""
    room: int = 0
    """So many places it may ever have; 0 where that was not said: no more than it has."""
    quotas: dict[str, QuotaStock] = field(default_factory=dict)
    """By name, what ticket types share..."""
    remaining: dict[str, int] = field(default_factory=dict)
    """...and, where there is any, what each type has left of its own; under the empty name all seats together."""
    terms: Terms = Terms()
    add_ons: dict[str, AddOnStock] = field(default_factory=dict)
    """By name, what is sold along with tickets: none of it is a place."""

    def legal(self, old: Self | None) -> bool:
        return (
            self.held >= 0
            and self.sold >= 0
            and self.blocked >= 0
            and self.held + self.sold + self.blocked <= self.capacity
            and all(
                one.held >= 0 and one.sold >= 0 and one.blocked >= 0 and one.held + one.sold + one.blocked <= one.size
                for one in self.quotas.values()
            )
            and all(
                one.held >= 0 and one.sold >= 0 and one.held + one.sold <= one.capacity for one in self.add_ons.values()
            )
        )

    @property
    def free(self) -> int:
        return self.capacity - self.held - self.sold - self.blocked

    @property
    def gone(self) -> bool:
        """Can no place be had any more?"""
        if self.free == 0:
            return True
        return bool(self.quotas) and not any(least(self.quotas, kind, own) > 0 for kind, own in self.remaining.items())

    def obeys(self, asked: ByOrganiser, right: Right = "change") -> bool:
        """Is it for this person to say what is sold, or whatever the right is?"""
        return may(role_of(self.organiser_id, asked.organiser_id, asked.by_operator, asked.roles), right)

    def lacks(self, ticket_type: str, quantity: int) -> bool:
        """Has a quota of the type not so many left?"""
        return least(self.quotas, ticket_type, quantity) < quantity

    def moved(self, what: Hold | Block, **by: int) -> Self:
        """With so many places more that are held, sold or blocked: what they are of takes part in its quotas."""
        after = self.changed(**by)
        if not self.quotas:
            return after
        kind = "" if what.seats else what.ticket_type
        left = self.remaining.get(kind, 0) - sum(by.values())
        return after.but(quotas=moved(self.quotas, kind, **by), remaining=self.remaining | {kind: left})

    def along(self, add_ons: Mapping[str, int], **sign: int) -> Self:
        """With these add-ons more, or less, that are held or sold."""
        counters, quotas = dict(self.add_ons), self.quotas
        for name, quantity in add_ons.items():
            by = {count: step * quantity for count, step in sign.items()}
            counters[name], quotas = counters[name].moved(**by), moved(quotas, name, **by)
        return self.but(add_ons=counters, quotas=quotas) if add_ons else self

    def resized(self, seats: int) -> Self:
        """With so many seats more."""
        after = self.changed(capacity=seats)
        return after.but(remaining=self.remaining | {"": self.remaining.get("", 0) + seats}) if self.quotas else after

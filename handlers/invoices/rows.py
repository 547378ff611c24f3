"""What invoices remembers: who sells an event, what was charged, and each invoice under its number."""

from datetime import datetime
from typing import Self

from choreography.row import Row
from contracts.invoices import Kind
from contracts.prices import Breakdown


class Sale(Row, key=("event_id",)):
    """What an invoice says of an event."""

    event_id: str
    organiser_id: str = ""
    """Empty where nobody has told it: then nobody invoices."""
    name: str = ""
    seller: str = ""
    tax_id: str = ""


class Charge(Row, key=("event_id", "booking_id")):
    """What a booking was charged, and how much of it was credited, in so many notes."""

    event_id: str
    booking_id: str
    price: int
    credited: int = 0
    notes: int = 0
    noted: tuple[str, ...] = ()
    """The refunds that were credited, by their ids; the empty one is that of all that was left."""

    def legal(self, old: Self | None) -> bool:
        return self.credited >= 0 and self.credited <= self.price and (old is None or self.price == old.price)


class OfflineCharge(Charge, key=("event_id", "booking_id")):
    """The same of what its organiser got another way."""


class Series(Row, key=("organiser_id",)):
    """An organiser's numbers: the last one that was given."""

    organiser_id: str
    last: int = 0

    def legal(self, old: Self | None) -> bool:
        """By one for each invoice; a batch writes many at once."""
        return self.last >= 1 and (old is None or self.last > old.last)


class Invoice(Row, key=("organiser_id", "matter")):
    """An invoice or a credit note, as it was issued. It never changes."""

    organiser_id: str
    matter: str
    number: int
    kind: Kind
    credits: int
    event_id: str
    booking_id: str
    buyer_id: str
    charged_at: datetime
    name: str
    seller: str
    tax_id: str
    currency: str
    breakdown: Breakdown

    def legal(self, old: Self | None) -> bool:
        return old is None

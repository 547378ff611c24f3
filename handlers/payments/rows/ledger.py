"""Every movement of money, and what of it is an organiser's."""

from typing import Self

from choreography.row import Row


class LedgerEntry(Row, key=("event_id", "booking_id", "posting")):
    """One side of a movement of money. The entries of one cause sum to zero; none is ever changed."""

    event_id: str
    booking_id: str
    posting: str
    """`<cause>/<account>`."""
    cause: str
    """The id of the message that moved the money."""
    account: str
    amount: int
    """Minor units: positive where the account gets, negative where it gives."""
    currency: str

    def legal(self, old: Self | None) -> bool:
        return old is None


class Balance(Row, key=("event_id",)):
    """What the ledger says of one event. `paid` is what its organiser was paid out."""

    event_id: str
    currency: str
    sales: int = 0
    """What the organiser earned; as `tax` and `fees`, of all that was not given back."""
    tax: int = 0
    fees: int = 0
    paid: int = 0
    disputed: int = 0
    """What banks took back and hold."""
    offline: int = 0
    """What the organiser got another way."""
    telling: bool = False
    """That it changed is about to be told."""

    @property
    def owed(self) -> int:
        """To the organiser; less than nothing if more was given back, disputed or paid another way than is left."""
        return self.sales - self.disputed - self.offline - self.paid


class Standing(Row, key=("event_id",)):
    """Whether the event's organiser is suspended, as was last decided in this turn."""

    event_id: str
    suspended: bool = False
    turn: int = 0


class Payout(Row, key=("event_id", "payout_id"), audited=True):
    """Asked for by one operator, and paid when another says so."""

    event_id: str
    payout_id: str
    amount: int
    currency: str
    asked_by: str
    paid_by: str = ""
    """Empty until it is paid."""

    def legal(self, old: Self | None) -> bool:
        return self.amount > 0 and self.paid_by != self.asked_by and (old is None or self.amount == old.amount)

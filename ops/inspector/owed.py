"""What an event brought and what of it is owed, from the ledger's entries themselves."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from dataclasses import dataclass

from handlers.payments.rows import LedgerEntry

OWED = """select event_id, currency,
    -coalesce(sum(amount) filter (where account in ('sales', 'bank')), 0)::bigint as sales,
    -coalesce(sum(amount) filter (where account = 'tax'), 0)::bigint as tax,
    -coalesce(sum(amount) filter (where account = 'fees'), 0)::bigint as fees,
    coalesce(sum(amount) filter (where account = 'disputes'), 0)::bigint as disputed,
    coalesce(sum(amount) filter (where account = 'offline'), 0)::bigint as offline,
    -coalesce(sum(amount) filter (where account = 'bank'), 0)::bigint as paid,
    coalesce(sum(amount) filter (where account = 'provider'), 0)::bigint as provider, count(*) as entries
from ledger_entry where event_id = any($1::text[]) group by event_id, currency order by event_id, currency"""


@dataclass(frozen=True)
class Owed:
    """In the minor unit, of all that was not given back."""

    event_id: str
    currency: str
    sales: int
    """The organiser's."""
    tax: int
    fees: int
    disputed: int
    """What banks took back and hold, which the organiser bears."""
    offline: int
    """What the organiser got another way."""
    paid: int
    provider: int = 0
    """What the provider holds..."""
    entries: int = 0
    """...and of how many entries all of it is the sum."""

    @property
    def owed(self) -> int:
        return self.sales - self.disputed - self.offline - self.paid


def owed(entries: Iterable[LedgerEntry]) -> list[Owed]:
    sums = defaultdict[tuple[str, str], Counter[str]](Counter)
    for one in entries:
        sums[one.event_id, one.currency].update({one.account: -one.amount, "entries": 1})
    return [Owed(*key, *stated(of)) for key, of in sorted(sums.items())]


def stated(of: Counter[str]) -> tuple[int, ...]:
    organisers = of["sales"] + of["bank"], of["tax"], of["fees"], -of["disputes"], -of["offline"], of["bank"]
    return *organisers, -of["provider"], of["entries"]

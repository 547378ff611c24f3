"""What came of the day, in numbers, and as a statement that people read."""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass

from contracts.money import money
from handlers.bookings.rows import Booking
from handlers.invoices.rows import Invoice
from handlers.payments.rows import Balance, LedgerEntry, MoneyCase
from ops.check.breaches import BREACHES, stuck
from ops.simulate.books import rows
from ops.takings.desk import Desk

ACCOUNTS = ("provider", "offline", "disputes", "sales", "tax", "fees", "bank")
CHECKED = (
    "never oversold", "stock is the sum of its holds", "one owner a seat", "confirmed means tickets",
    "the books balance", "a balance is the sum of its entries", "what was paid out is in the ledger",
    "what was paid another way is in the ledger", "what was paid is in the ledger",
    "no ticket without money", "no money without a ticket",
    "no more goes back than was paid", "refunds arrive", "invoices have no gaps", "what is charged has its invoice",
    "a code is the sum of its uses", "who has a code has a booking", "what is called off has no bookings",
)  # fmt: skip
"""Those of the invariants that are about services of this day."""


@dataclass(frozen=True)
class Statement:
    """Money is in the minor unit of the one currency."""

    bookings: dict[str, int]
    played: dict[str, int]
    """How often each kind of buyer came."""
    happened: dict[str, int]
    """How often what is rare did."""
    accounts: dict[str, int]
    """What the ledger's entries come to: more than nothing is what an account has, less is whose it is."""
    entries: int
    provider: int
    """What the provider says that it holds for us."""
    invoices: dict[str, int]
    owed: int
    cases: dict[str, int]
    wrong: list[str]


def statement(desk: Desk) -> Statement:
    entries, accounts = rows(desk.world, "payments", LedgerEntry), Counter[str]()
    for entry in entries:
        accounts[entry.account] += entry.amount
    return Statement(
        counted(states(desk)),
        counted(desk.played),
        counted(desk.world.diary.reached),
        {account: accounts[account] for account in ACCOUNTS},
        len(entries),
        desk.bank.holds,
        counted(one.kind for one in rows(desk.world, "invoices", Invoice)),
        sum(one.owed for one in rows(desk.world, "payments", Balance)),
        counted(one.state for one in rows(desk.world, "payments", MoneyCase)),
        [*wrong(desk, accounts["provider"])],
    )


def states(desk: Desk) -> Iterator[str]:
    """Who came too late to be let in has no row."""
    there = rows(desk.world, "bookings", Booking)
    yield from (one.state for one in there)
    asked = desk.world.diary.told.get("BookingRejected", set())
    yield from ("rejected" for _ in asked - {one.booking_id for one in there})


def counted(found: Iterator[str] | Counter[str]) -> dict[str, int]:
    return dict(sorted(Counter(found).items()))


def wrong(desk: Desk, provider: int) -> Iterator[str]:
    books = desk.world.books
    if provider != desk.bank.holds:
        yield f"the provider holds {desk.bank.holds}, the ledger says {provider}"
    if desk.world.diary.broken or not desk.world.idle():
        yield desk.world.diary.broken or "not all has come to its end"
    yield from (f"{name}: {row}" for name in CHECKED for row in BREACHES[name](books))
    yield from (f"{name}: {row}" for name in books for row in stuck(name, books))


def described(one: Statement, currency: str = "EUR") -> str:
    def listed(found: dict[str, int]) -> str:
        return ", ".join(f"{name.replace('_', ' ')} {count}" for name, count in found.items())

    sums = {name: money(abs(amount), currency) for name, amount in one.accounts.items()}
    lines = [
        f"{sum(one.bookings.values())} bookings: {listed(one.bookings)}",
        f"Buyers: {listed(one.played)}",
        f"What happened: {listed(one.happened)}",
        "",
        f"{'The provider holds':<34}{sums['provider']:>16}   and says {money(one.provider, currency)}",
        f"{'Banks hold, of disputes':<34}{sums['disputes']:>16}",
        f"{'Organisers were paid another way':<34}{sums['offline']:>16}",
        f"{'They were paid out':<34}{sums['bank']:>16}",
        f"{'They earned besides':<34}{sums['sales']:>16}   owed to them {one.owed / 100:.2f}",
        f"{'Tax':<34}{sums['tax']:>16}",
        f"{'Fees':<34}{sums['fees']:>16}",
        "",
        f"{one.entries} entries come to {money(sum(one.accounts.values()), currency)}; {listed(one.invoices)}, "
        f"no number left out; cases: {listed(one.cases)}",
        f"{len(one.wrong) or 'nothing'} is wrong",
    ]
    return "\n".join([*lines, *(f"  {line}" for line in one.wrong[:20])])

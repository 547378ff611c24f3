"""Double entry: what one account gets, another gives. An event's balance says what its entries come to."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Literal

from choreography.envelope import Envelope
from contracts.prices import Breakdown, P, portion, total
from handlers.payments.own import TellBalance
from handlers.payments.rows import Balance, LedgerEntry, OfflinePayment, PaymentIntent

Account = Literal["provider", "offline", "sales", "tax", "fees", "disputes", "bank"]
"""`provider` is the money that the provider holds for us, `offline` what organisers got another way; it was given for
`sales`, which is the organisers', for `tax` and for `fees`, which are ours. `disputes` is what banks took back, `bank`
what organisers are paid out from."""
Shares = Mapping[Account, int]
Payment = PaymentIntent | OfflinePayment
Posted = Iterator[LedgerEntry | Balance | TellBalance]


def shares(intent: Payment) -> dict[Account, int]:
    """For whom the money is; none of it is for nobody."""
    parts = intent.breakdown or Breakdown.of(intent.price)
    assert parts.total == intent.price, f"{parts} is not {intent.price}"
    return of_accounts(parts, intent.commission)


def of_accounts(parts: Breakdown, commission: int) -> dict[Account, int]:
    return {"sales": parts.net - commission, "tax": parts.tax, "fees": parts.fee + commission}


def share(
    whole: Mapping[P, int], amounts: Iterable[int], nth: int, exact: Sequence[Mapping[P, int]] = ()
) -> dict[P, int]:
    """Of what is taken of the whole, one amount after another: that of the nth; behind the last, all that is left.

    Where `exact` says of what an amount is, and that is left, it is just that; else of each in proportion.
    """
    left = dict(whole)
    for number, amount in enumerate(amounts):
        taken = fitting(left, amount, exact[number] if number < len(exact) else {})
        if number == nth:
            return taken
        left = {name: left[name] - taken[name] for name in left}
    return left


def part(intent: Payment, nth: int) -> tuple[dict[Account, int], Breakdown | None]:
    """For whom the nth part is that goes back, and of what; behind the last, the rest."""
    whole = intent.breakdown and {name: getattr(intent.breakdown, name) for name in ("net", "tax", "fee")}
    lines = [total(intent.lines[number - 1] for number in numbers) for numbers in sold(intent)]
    exact = [{name: getattr(line, name) for name in whole} for line in lines] if whole else []
    of_whole = Breakdown.of(**share(whole, intent.parts, nth, exact)) if whole else None
    borne = [sum(intent.lines[number - 1].commission for number in numbers) for numbers in sold(intent)]
    accounts = [of_accounts(line, commission) for line, commission in zip(lines, borne, strict=True)]
    return share(shares(intent), intent.parts, nth, accounts), of_whole


def of_parts(intent: Payment) -> tuple[tuple[int, ...], ...]:
    """By part, the tickets that it is for; of parts that were granted before there were tickets none."""
    return intent.tickets + ((),) * (len(intent.parts) - len(intent.tickets))


def sold(intent: Payment) -> tuple[tuple[int, ...], ...]:
    """The same, where tickets are known to differ."""
    return of_parts(intent) if intent.lines else ()


def fitting(left: Mapping[P, int], amount: int, exact: Mapping[P, int]) -> dict[P, int]:
    fits = sum(exact.values()) == amount and all(part <= left[name] for name, part in exact.items())
    return dict(exact) if exact and fits else portion(left, amount)


def taken(
    intent: Payment, cause: Envelope, balance: Balance | None, of: Shares | None = None, by: Account | None = None
) -> Posted:
    """The buyer's money has come: all of it, or these shares."""
    got = of or shares(intent)
    moves: Shares = {by or keeper(intent): sum(got.values()), **{account: -share for account, share in got.items()}}
    yield from posted(intent, intent.booking_id, cause, balance, moves)


def given_back(
    intent: Payment, cause: Envelope, balance: Balance | None, of: Shares | None = None, by: Account | None = None
) -> Posted:
    """The money has gone back, or is owed: all of it, or these shares, as `contracts.prices.portion` finds them."""
    back = of or shares(intent)
    moves: Shares = {**back, by or keeper(intent): -sum(back.values())}
    yield from posted(intent, intent.booking_id, cause, balance, moves)


def keeper(intent: Payment) -> Account:
    """Who has the money."""
    return "offline" if isinstance(intent, OfflinePayment) else "provider"


def withdrawn(intent: Payment, cause: Envelope, balance: Balance | None, price: int) -> Posted:
    """A bank has taken so much back; where it is less than nothing, the bank has returned it."""
    yield from posted(intent, intent.booking_id, cause, balance, {"disputes": price, "provider": -price})


def paid_out(balance: Balance, amount: int, cause: Envelope) -> Posted:
    """The organiser has been paid: an entry of no booking."""
    yield from posted(balance, "", cause, balance, {"sales": amount, "bank": -amount})


def posted(
    about: Payment | Balance, booking_id: str, cause: Envelope, balance: Balance | None, moves: Shares
) -> Posted:
    """The entries of one movement, and the balance after it."""
    yield from entries(about, booking_id, cause, moves)
    before = balance or Balance(about.event_id, about.currency)
    assert before.currency == about.currency, f"{about.currency} for an event that is sold in {before.currency}"
    yield moved(before, moves)
    if not before.telling:
        yield TellBalance.of(before)


def entries(about: Payment | Balance, booking_id: str, cause: Envelope, moves: Shares) -> Iterator[LedgerEntry]:
    """Raises AssertionError if money would come from nowhere."""
    assert sum(moves.values()) == 0, f"{moves} does not sum to zero"
    for account, amount in moves.items():
        if amount:
            name = f"{cause.id}/{account}"
            yield LedgerEntry(about.event_id, booking_id, name, cause.id, account, amount, about.currency)


def moved(balance: Balance, moves: Shares) -> Balance:
    """What is paid out is taken from what is owed, and nothing from what was earned."""
    paid = -moves.get("bank", 0)
    earned = {"sales": paid - moves.get("sales", 0), "tax": -moves.get("tax", 0), "fees": -moves.get("fees", 0)}
    elsewhere = {"disputed": moves.get("disputes", 0), "offline": moves.get("offline", 0)}
    return balance.changed(paid=paid, **elsewhere, **earned).but(telling=True)

"""Double entry: what one account gets, another gives. An event's balance says what its entries come to."""

from collections.abc import Iterable, Iterator, Mapping
from typing import Literal

from choreography.envelope import Envelope
from contracts.prices import Breakdown, P, portion
from handlers.payments.own import TellBalance
from handlers.payments.rows import Balance, LedgerEntry, PaymentIntent

Account = Literal["provider", "sales", "tax", "fees", "disputes", "bank"]
"""`provider` is the money that the provider holds for us; it was given for `sales`, which is the organisers', for `tax`
and for `fees`, which are ours. `disputes` is what banks took back, `bank` what organisers are paid out from."""
Shares = Mapping[Account, int]
Posted = Iterator[LedgerEntry | Balance | TellBalance]


def shares(intent: PaymentIntent) -> dict[Account, int]:
    """For whom the money is; none of it is for nobody."""
    parts = intent.breakdown or Breakdown.of(intent.price)
    assert parts.total == intent.price, f"{parts} is not {intent.price}"
    return {"sales": parts.net - intent.commission, "tax": parts.tax, "fees": parts.fee + intent.commission}


def share(whole: Mapping[P, int], amounts: Iterable[int], nth: int) -> dict[P, int]:
    """Of what is taken of the whole, one amount after another: that of the nth; behind the last, all that is left."""
    left = dict(whole)
    for number, amount in enumerate(amounts):
        taken = portion(left, amount)
        if number == nth:
            return taken
        left = {name: left[name] - taken[name] for name in left}
    return left


def part(intent: PaymentIntent, nth: int) -> tuple[dict[Account, int], Breakdown | None]:
    """For whom the nth part is that goes back, and of what; behind the last, the rest."""
    whole = intent.breakdown and {name: getattr(intent.breakdown, name) for name in ("net", "tax", "fee")}
    of_whole = Breakdown.of(**share(whole, intent.parts, nth)) if whole else None
    return share(shares(intent), intent.parts, nth), of_whole


def taken(intent: PaymentIntent, cause: Envelope, balance: Balance | None, of: Shares | None = None) -> Posted:
    """The provider has taken the buyer's money: all of it, or these shares."""
    got = of or shares(intent)
    moves: Shares = {"provider": sum(got.values()), **{account: -share for account, share in got.items()}}
    yield from posted(intent, intent.booking_id, cause, balance, moves)


def given_back(intent: PaymentIntent, cause: Envelope, balance: Balance | None, of: Shares | None = None) -> Posted:
    """The provider has given the money back: all of it, or these shares, as `contracts.prices.portion` finds them."""
    back = of or shares(intent)
    moves: Shares = {**back, "provider": -sum(back.values())}
    yield from posted(intent, intent.booking_id, cause, balance, moves)


def withdrawn(intent: PaymentIntent, cause: Envelope, balance: Balance | None, price: int) -> Posted:
    """A bank has taken so much back; where it is less than nothing, the bank has returned it."""
    yield from posted(intent, intent.booking_id, cause, balance, {"disputes": price, "provider": -price})


def paid_out(balance: Balance, amount: int, cause: Envelope) -> Posted:
    """The organiser has been paid: an entry of no booking."""
    yield from posted(balance, "", cause, balance, {"sales": amount, "bank": -amount})


def posted(
    about: PaymentIntent | Balance, booking_id: str, cause: Envelope, balance: Balance | None, moves: Shares
) -> Posted:
    """The entries of one movement, and the balance after it."""
    yield from entries(about, booking_id, cause, moves)
    before = balance or Balance(about.event_id, about.currency)
    assert before.currency == about.currency, f"{about.currency} for an event that is sold in {before.currency}"
    yield moved(before, moves)
    if not before.telling:
        yield TellBalance.of(before)


def entries(about: PaymentIntent | Balance, booking_id: str, cause: Envelope, moves: Shares) -> Iterator[LedgerEntry]:
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
    return balance.changed(paid=paid, disputed=moves.get("disputes", 0), **earned).but(telling=True)

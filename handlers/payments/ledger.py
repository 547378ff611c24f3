"""Double entry: what one account gets, another gives."""

from collections.abc import Iterator
from typing import Literal

from choreography.envelope import Envelope
from handlers.payments.rows import LedgerEntry, PaymentIntent

Account = Literal["provider", "sales", "disputes"]
"""`provider` is the money that the provider holds for us, `sales` what it was given for,
`disputes` what banks took back."""


def taken(intent: PaymentIntent, cause: Envelope) -> tuple[LedgerEntry, ...]:
    """The provider has taken the buyer's money."""
    return posted(intent, cause, {"provider": intent.price, "sales": -intent.price})


def given_back(intent: PaymentIntent, cause: Envelope) -> tuple[LedgerEntry, ...]:
    """The provider has given the money back."""
    return posted(intent, cause, {"sales": intent.price, "provider": -intent.price})


def withdrawn(intent: PaymentIntent, cause: Envelope, price: int) -> tuple[LedgerEntry, ...]:
    """A bank has taken so much back; where it is less than nothing, the bank has returned it."""
    return posted(intent, cause, {"disputes": price, "provider": -price}) if price else ()


def posted(intent: PaymentIntent, cause: Envelope, moves: dict[Account, int]) -> tuple[LedgerEntry, ...]:
    """Raises AssertionError if money would come from nowhere."""
    assert sum(moves.values()) == 0, f"{moves} does not sum to zero"
    return tuple(_entries(intent, cause.id, moves))


def _entries(intent: PaymentIntent, cause: str, moves: dict[Account, int]) -> Iterator[LedgerEntry]:
    for account, amount in moves.items():
        yield LedgerEntry(
            intent.event_id, intent.booking_id, f"{cause}/{account}", cause, account, amount, intent.currency
        )

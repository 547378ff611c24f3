"""A part that failed is asked for anew in part, where the rest of it went back otherwise: it is cut in two."""

from collections.abc import Mapping

from contracts.prices import Breakdown, P, portion
from handlers.payments.ledger import Account, part
from handlers.payments.rows import PaymentIntent, Refund


def cut(whole: Refund, amount: int) -> tuple[Refund, list[Refund]]:
    """What is asked for, and what is behind it, which is settled as any: of a name that no other has, since what is
    left of the first is ever less.
    """
    if amount == whole.price:
        return whole, []
    terms = whole.buyer_id, whole.provider_id, whole.price - amount, whole.currency, whole.state, whole.attempt
    rest = Refund(whole.event_id, whole.booking_id, f"{whole.refund_id}.{amount}", *terms, whole.reason, whole.nth)
    first = whole.but(price=amount, cuts=(*whole.cuts, amount))
    return first, [rest.but(cuts=(*whole.cuts, -amount), settled_by=whole.settled_by)]


def shares_of(intent: PaymentIntent, refund: Refund) -> tuple[dict[Account, int], Breakdown | None]:
    """For whom it is, and of what: all pieces of a part together are the part, to the cent."""
    shares, breakdown = part(intent, refund.nth)
    if not refund.cuts or breakdown is None:
        return piece(shares, refund.cuts), breakdown
    whole = {name: getattr(breakdown, name) for name in ("net", "tax", "fee")}
    return piece(shares, refund.cuts), Breakdown.of(**piece(whole, refund.cuts))


def piece(whole: Mapping[P, int], cuts: tuple[int, ...]) -> dict[P, int]:
    found = dict(whole)
    for amount in cuts:
        first = portion(found, abs(amount))
        found = first if amount > 0 else {name: found[name] - first[name] for name in found}
    return found

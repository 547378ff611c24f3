"""What must hold of the money: always, and once everything has come to its end."""

from collections import Counter
from collections.abc import Iterator, Sequence

from handlers.bookings.rows import Booking
from handlers.payments.gateway import Refund as Made
from handlers.payments.rows import LedgerEntry, PaymentIntent, Refund
from ops.check.breaches_invoices import gaps, uninvoiced
from ops.check.breaches_money import elsewhere, misbooked, misstated
from ops.simulate.books import rows
from ops.simulate.diary import Broken
from ops.simulate.provider import Provider
from ops.simulate.world import World

ENDS = ("never", "succeeded", "failed", "cancelled", "refunded")


def balanced(world: World, provider: Provider) -> None:
    """Every movement has two sides, nothing goes back twice, and no booking pays twice. Raises Broken."""
    moved = Counter[tuple[str, str]]()
    for entry in rows(world, "payments", LedgerEntry):
        moved[entry.cause, entry.currency] += entry.amount
    if any(moved.values()):
        raise Broken("the ledger does not sum to zero")
    if any(misstated(world.books)):
        raise Broken("a balance is not the sum of its entries")
    if wrong := list(misbooked(world.books)):
        raise Broken(f"a payment is not as the ledger says: {wrong}")
    if any(gaps(world.books)):
        raise Broken("an invoice's number is left out, or was given twice")
    for id_, made in provider.gateway.refunds.items():
        if twice(made) or sum(one.price for one in made) > provider.gateway.intents[id_].received:
            raise Broken("refunded twice, or more than was paid")
    paid = Counter(one.metadata["booking_id"] for one in provider.gateway.intents.values() if one.received)
    if any(times > 1 for times in paid.values()):
        raise Broken("paid twice")


def twice(made: Sequence[Made]) -> bool:
    """A part is named by its attempt, and so is the rest."""
    return len({one.attempt for one in made}) < len(made)


def unsettled(world: World, provider: Provider) -> Iterator[str]:
    """Money and stock agree, and the ledger says what lies at the provider."""
    held = Counter[str]()
    for entry in rows(world, "payments", LedgerEntry):
        held[entry.booking_id] += entry.amount if entry.account == "provider" else 0
    for booking in rows(world, "bookings", Booking):
        received, kept = money(provider, booking.booking_id)
        if booking.state == "confirmed" and kept != (0 if booking.by_hand else booking.owed):
            yield f"confirmed for {booking.price} less {booking.granted}, and {kept} is kept"
        if booking.state != "confirmed" and kept:
            yield f"{booking.state}, and {kept} of {received} is kept"
        if held[booking.booking_id] != kept:
            yield f"{kept} is kept, the ledger says {held[booking.booking_id]}"
    yield from (f"{where[0]} is charged or credited without an invoice" for where in uninvoiced(world.books))
    yield from (f"{where[0]} was paid another way, and {where[1:]}" for where in elsewhere(world.books))
    yield from unended(world, provider)
    yield from told(world, provider)


def money(provider: Provider, booking_id: str) -> tuple[int, int]:
    """What was received, and what of it is still there."""
    mine = provider.of(booking_id)
    received = sum(one.received for one in mine)
    back = sum(made.price for one in mine for made in provider.gateway.refunds.get(one.provider_id, ()))
    return received, received - back


def unended(world: World, provider: Provider) -> Iterator[str]:
    payments, there = rows(world, "payments", PaymentIntent), provider.gateway.intents.values()
    yield from (f"a payment ends as {one.state}" for one in payments if one.state not in ENDS)
    yield from (f"a part ends as {one.state}" for one in rows(world, "payments", Refund) if one.state != "refunded")
    yield from (f"an intent ends as {one.status}" for one in there if one.status not in ("succeeded", "canceled"))


def told(world: World, provider: Provider) -> Iterator[str]:
    """Each receipt and each refund is one fact."""
    facts = Counter(
        (said.envelope.type, said.envelope.subject)
        for (service, _), said_there in world.diary.facts.items()
        if service == "payments"
        for said in said_there
    )
    for one in provider.gateway.intents.values():
        booking, back = one.metadata["booking_id"], len(provider.gateway.refunds.get(one.provider_id, ()))
        if facts["PaymentSucceeded", booking] != bool(one.received) or facts["PaymentRefunded", booking] != back:
            yield f"{one.received} received and {back} refunds, told otherwise"

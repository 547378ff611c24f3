"""Who has tickets for an event that are good: they are reminded of it, and told what its organiser has to say."""

from collections.abc import Iterator

from contracts.inventory import SomeTicketsVoided, TicketsIssued, TicketsReissued, TicketsVoided
from handlers.email.rows import Guest
from handlers.email.service import email

Told = TicketsIssued | TicketsReissued | SomeTicketsVoided | TicketsVoided


def guest_of(said: Told, guest: Guest | None, good: bool = True) -> Iterator[Guest]:
    """The stock's newest word counts."""
    known = guest or Guest(said.event_id, said.booking_id, said.buyer_id, stock_seq=-1)
    if said.stock_seq > known.stock_seq:
        yield known.but(good=good, stock_seq=said.stock_seq)


@email.step
def tickets_voided(said: TicketsVoided, guest: Guest | None) -> Iterator[Guest]:
    yield from guest_of(said, guest, good=False)

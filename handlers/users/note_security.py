"""What is watched lies in the partitions of events and of sessions: each is said once more in the account's own."""

from collections.abc import Iterator

from choreography.envelope import Envelope
from contracts.bookings import BookingCancelled, BookingExpired, TicketsGivenUp
from contracts.identity import SessionRefused
from contracts.payments import CardTried
from contracts.users import ADDRESS, CARD, AbuseNoted, SecurityNoted
from handlers.users.service import users

WRONG = ("bad_credentials", "bad_code", "locked")


@users.step
def note_sign_in(said: SessionRefused, envelope: Envelope) -> Iterator[SecurityNoted | AbuseNoted]:
    """Whether there is such an account or not. A refresh token that was used before is another's copy."""
    if said.reason == "reused":
        yield AbuseNoted.of(said, kind="reused", about=said.request, at=envelope.time)
    if said.reason in WRONG:
        yield SecurityNoted.of(said, kind="sign_ins", about=said.request, at=envelope.time)
        if said.source:
            yield AbuseNoted(account_id=f"{ADDRESS}{said.source}", kind="guesses", about=said.request, at=envelope.time)


@users.step
def note_card(said: CardTried, envelope: Envelope) -> Iterator[AbuseNoted]:
    """Different cards of an account, and different accounts with a card: each counts once."""
    yield AbuseNoted(account_id=said.buyer_id, kind="cards", about=said.card, at=envelope.time)
    yield AbuseNoted(account_id=f"{CARD}{said.card}", kind="accounts", about=said.buyer_id, at=envelope.time)


@users.step
def note_hold(said: BookingExpired, envelope: Envelope) -> Iterator[SecurityNoted]:
    yield SecurityNoted(account_id=said.buyer_id, kind="holds", about=said.booking_id, at=envelope.time)


@users.step
def note_refund(said: BookingCancelled, envelope: Envelope) -> Iterator[SecurityNoted]:
    if said.reason == "buyer" and said.returned:
        yield SecurityNoted(account_id=said.buyer_id, kind="refunds", about=said.booking_id, at=envelope.time)


@users.step
def note_part_refund(said: TicketsGivenUp, envelope: Envelope) -> Iterator[SecurityNoted]:
    """A ticket is given up once: with its booking's id it names what happened."""
    if said.returned:
        about = f"{said.booking_id}-{said.tickets[0]}"
        yield SecurityNoted(account_id=said.buyer_id, kind="refunds", about=about, at=envelope.time)

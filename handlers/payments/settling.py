"""A card that is declined, and a slow payment that is under way and may fail: words that may overtake one another."""

from collections.abc import Iterator

from contracts.edge import StripeSaid
from contracts.payments import CardDeclined, CardTried, PaymentSettling
from handlers.payments.about import about
from handlers.payments.blind_cards import blind_card
from handlers.payments.own import CancelIntent
from handlers.payments.rows import PaymentIntent
from handlers.payments.settings import settings


def settling(intent: PaymentIntent, said: StripeSaid) -> Iterator[PaymentIntent | PaymentSettling]:
    """A word no newer than a decline is of what was declined; a booking that is over need not hear of it."""
    older = intent.told_at is not None and said.created <= intent.told_at
    if intent.state != "open" or intent.settling or intent.over or older:
        return
    yield intent.but(settling=True, told_at=said.created)
    yield PaymentSettling.of(intent, provider_id=said.provider_id)


def declined(
    intent: PaymentIntent, said: StripeSaid
) -> Iterator[PaymentIntent | CancelIntent | CardDeclined | CardTried]:
    """The last decline that is allowed closes the intent: only then does the booking hear that no money will come.

    A slow payment that fails is always the last: the seats were held for it long enough.
    """
    limit, known = settings().declines_at_most, intent.declines
    if intent.state != "open" or said.provider_event_id in known or outdated(intent, said):
        return
    if len(known) >= limit and not intent.settling:
        return
    code = (about(said).get("last_payment_error") or {}).get("code")
    heard = (*known, said.provider_event_id)
    yield from tried(intent, said)
    told_at = max(said.created, intent.told_at or said.created)
    yield intent.but(declines=heard, reason=code or "card_declined", settling=False, told_at=told_at)
    if intent.over:
        return
    if intent.settling or len(heard) == limit:
        yield CancelIntent.of(intent)
    else:
        yield CardDeclined.of(intent, provider_id=said.provider_id, reason=code or "card_declined")


def tried(intent: PaymentIntent, said: StripeSaid) -> Iterator[CardTried]:
    method = (about(said).get("last_payment_error") or {}).get("payment_method") or {}
    card = blind_card((method.get("card") or {}).get("fingerprint") or "") if settings().tickets_by_card else ""
    if card:
        yield CardTried.of(intent, card=card)


def outdated(intent: PaymentIntent, said: StripeSaid) -> bool:
    """Is it of a card that was tried before the slow payment?"""
    return intent.settling and intent.told_at is not None and said.created < intent.told_at

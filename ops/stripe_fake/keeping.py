"""Cards that are kept once they were typed: by themselves, or as they pay."""

from ops.stripe_fake.cards import Card, by_method
from ops.stripe_fake.desk import Desk
from ops.stripe_fake.objects import PaymentIntent, PaymentMethod

BRANDS = {"4": "visa", "5": "mastercard"}
"""By a number's first digit."""
YEARS = 365 * 24 * 3600 * 4
"""Seconds for which a card that is typed here is still good, and a little more."""


def keep(desk: Desk, card: Card, customer: str | None) -> PaymentMethod:
    year = 1970 + (desk.now() + YEARS) // (YEARS // 4)
    shown = {"brand": BRANDS.get(card.number[0], "unknown"), "last4": card.number[-4:], "exp_month": 12}
    made = PaymentMethod(id=desk.ids.new("pm"), card=shown | {"exp_year": year}, customer=customer, created=desk.now())
    desk.books.methods.put(made.id, made)
    desk.books.cards.put(made.id, card)
    desk.say("payment_method.attached", made)
    return made


def keep_paid(desk: Desk, intent: PaymentIntent) -> None:
    """What an intent was paid with, where that was asked for; one that is kept already is kept once."""
    method = intent.payment_method or ""
    if intent.setup_future_usage and intent.customer and desk.books.cards.find(method) is None:
        intent.payment_method = keep(desk, by_method(method), intent.customer).id

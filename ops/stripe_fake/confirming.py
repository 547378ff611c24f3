"""What confirming an intent leads to, by the card it is confirmed with."""

import msgspec

from ops.stripe_fake.cards import Card
from ops.stripe_fake.charging import begin_charge, fail, refusal, succeed
from ops.stripe_fake.desk import Desk
from ops.stripe_fake.errors import declined, invalid
from ops.stripe_fake.objects import Json, PaymentIntent

CONFIRMABLE = ("requires_payment_method", "requires_confirmation", "requires_action")
ASK_IN_PAGE: Json = {"type": "use_stripe_sdk", "use_stripe_sdk": {"type": "three_d_secure_redirect"}}


def confirm(desk: Desk, intent: PaymentIntent, card: Card, next_action: Json = ASK_IN_PAGE) -> PaymentIntent:
    """402 when the card is declined; `next_action` is where a payer is asked, should the card want that."""
    must_be(intent, CONFIRMABLE, "confirm")
    intent.payment_method, intent.last_payment_error, intent.next_action = card.method, None, None
    if card.outcome == "asks":
        ask(desk, intent, next_action)
    elif card.outcome == "processing":
        process(desk, intent, card)
    elif card.outcome == "declined":
        decline(desk, intent, card)
    else:
        succeed(desk, intent, begin_charge(desk, intent, card))
    return intent


def must_be(intent: PaymentIntent, statuses: tuple[str, ...], verb: str) -> None:
    if intent.status not in statuses:
        message = f"You cannot {verb} this PaymentIntent because it has a status of {intent.status}."
        state = msgspec.to_builtins(intent)
        raise invalid(message, code="payment_intent_unexpected_state", payment_intent=state)


def ask(desk: Desk, intent: PaymentIntent, next_action: Json) -> None:
    intent.status, intent.next_action = "requires_action", next_action
    desk.say("payment_intent.requires_action", intent)


def process(desk: Desk, intent: PaymentIntent, card: Card) -> None:
    charge = begin_charge(desk, intent, card)
    intent.status = "processing"
    desk.say("charge.pending", charge)
    desk.say("payment_intent.processing", intent)


def decline(desk: Desk, intent: PaymentIntent, card: Card) -> None:
    charge = begin_charge(desk, intent, card)
    error = refusal(card, charge)
    fail(desk, intent, error, charge)
    state = msgspec.to_builtins(intent)
    raise declined(error["code"], card.message, card.decline_code, charge=charge.id, payment_intent=state)

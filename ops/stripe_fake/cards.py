"""Stripe's well-known test cards. Only the payer's side may send a number; servers name a `pm_...`."""

from dataclasses import dataclass
from typing import Literal

from ops.stripe_fake.errors import declined, invalid

Outcome = Literal["succeeds", "declined", "asks", "processing"]


@dataclass(frozen=True, slots=True)
class Card:
    """What paying with it leads to, and what becomes of a refund to it."""

    method: str
    number: str
    title: str
    outcome: Outcome = "succeeds"
    code: str | None = None
    decline_code: str | None = None
    refund: Literal["succeeded", "pending", "fails"] = "succeeded"

    @property
    def fingerprint(self) -> str:
        """As the provider knows the card again, whoever types it."""
        return f"fp_{self.method.removeprefix('pm_')}"

    @property
    def message(self) -> str:
        return MESSAGES[self.code or "card_declined"]


MESSAGES = {
    "card_declined": "Your card was declined.",
    "expired_card": "Your card has expired.",
    "incorrect_cvc": "Your card's security code is incorrect.",
    "processing_error": "An error occurred while processing your card. Try again in a little bit.",
}

CARDS = (
    Card("pm_card_visa", "4242424242424242", "pays at once"),
    Card("pm_card_mastercard", "5555555555554444", "pays at once"),
    Card("pm_card_chargeDeclined", "4000000000000002", "declined", "declined", "card_declined", "generic_decline"),
    Card(
        "pm_card_chargeDeclinedInsufficientFunds",
        "4000000000009995",
        "declined: insufficient funds",
        "declined",
        "card_declined",
        "insufficient_funds",
    ),
    Card("pm_card_chargeDeclinedExpiredCard", "4000000000000069", "declined: expired", "declined", "expired_card"),
    Card("pm_card_chargeDeclinedIncorrectCvc", "4000000000000127", "declined: wrong code", "declined", "incorrect_cvc"),
    Card(
        "pm_card_chargeDeclinedProcessingError",
        "4000000000000119",
        "declined: processing error",
        "declined",
        "processing_error",
    ),
    Card("pm_card_authenticationRequired", "4000002500003155", "asks the payer first", "asks"),
    Card("pm_usBankAccount_success", "000123456789", "slow: processing until settled by control", "processing"),
    Card("pm_card_pendingRefund", "4000000000007726", "pays; refunds wait for control", refund="pending"),
    Card("pm_card_refundFail", "4000000000005126", "pays; refunds fail a little later", refund="fails"),
)
LENGTHS = range(12, 20)
BY_METHOD = {card.method: card for card in CARDS}
BY_NUMBER = {card.number: card for card in CARDS}


def by_method(method: str) -> Card:
    card = BY_METHOD.get(method.replace("pm_card_visa_", "pm_card_"))
    if card is None:
        message = f"No such PaymentMethod: '{method}'"
        raise invalid(message, param="payment_method", code="resource_missing")
    return card


def by_number(number: str) -> Card:
    """402 for every number that is no test card: a real one is told apart by its check digit, and kept nowhere."""
    digits = "".join(number.split())
    if digits in BY_NUMBER:
        return BY_NUMBER[digits]
    if not (len(digits) in LENGTHS and digits.isascii() and digits.isdigit() and check_digit_holds(digits)):
        raise declined("incorrect_number", "Your card number is incorrect.", param="number")
    message = "Your card was declined. Your request was in test mode, but used a non test card."
    raise declined("card_declined", message, "test_mode_live_card")


def check_digit_holds(digits: str) -> bool:
    doubled = [int(digit) * (1 + place % 2) for place, digit in enumerate(reversed(digits))]
    return sum(value - 9 * (value > 9) for value in doubled) % 10 == 0  # noqa: PLR2004  Luhn's sum

"""What an intent may be made of."""

from typing import Any

from ops.stripe_fake.call import Call
from ops.stripe_fake.errors import invalid
from ops.stripe_fake.params import Params, flag, integer, items, required, table, text

MOST_AMOUNT = 99_999_999
CODE_LENGTH = 3
REASONS = ("duplicate", "fraudulent", "requested_by_customer", "abandoned")

MAKING = {"amount", "currency", "metadata", "description", "statement_descriptor_suffix", "receipt_email"}
PAYING = {
    "payment_method",
    "payment_method_types",
    "automatic_payment_methods",
    "confirmation_method",
    "capture_method",
}
CREATE = frozenset(MAKING | PAYING | {"confirm", "return_url"})
CONFIRM = frozenset(
    {"payment_method", "payment_method_data", "client_secret", "return_url", "receipt_email", "use_stripe_sdk"}
)


def amount(call: Call) -> int:
    """In the currency's smallest unit, within Stripe's bounds."""
    required(call.params, "amount")
    value = integer(call.params, "amount") or 0
    if value < call.desk.settings.smallest_amount:
        message = f"Amount must be at least {call.desk.settings.smallest_amount}."
        raise invalid(message, param="amount", code="amount_too_small")
    if value > MOST_AMOUNT:
        raise invalid(f"Amount must be no more than {MOST_AMOUNT}.", param="amount", code="amount_too_large")
    return value


def currency(params: Params) -> str:
    code = required(params, "currency").lower()
    if not (len(code) == CODE_LENGTH and code.isascii() and code.isalpha()):
        raise invalid(f"Invalid currency: {code}", param="currency")
    return code


def methods(params: Params) -> dict[str, Any]:
    """How it may be paid: cards, unless the call says otherwise."""
    automatic = table(params, "automatic_payment_methods")
    chosen: dict[str, Any] = {"payment_method_types": items(params, "payment_method_types") or ["card"]}
    if automatic:
        redirects = text(automatic, "allow_redirects") or "always"
        chosen["automatic_payment_methods"] = {"enabled": flag(automatic, "enabled"), "allow_redirects": redirects}
    return chosen


def no_manual_capture(params: Params) -> None:
    if text(params, "capture_method") == "manual" or text(params, "confirmation_method") == "manual":
        raise invalid("This fake captures at once and confirms automatically: manual is not offered.")


def cancellation_reason(params: Params) -> str | None:
    reason = text(params, "cancellation_reason")
    if reason is not None and reason not in REASONS:
        raise invalid(f"Invalid cancellation_reason: {reason}", param="cancellation_reason")
    return reason

"""PaymentIntents as the API offers them."""

from ops.stripe_fake.call import Call
from ops.stripe_fake.cards import Card, by_method, by_number
from ops.stripe_fake.confirming import confirm as confirm_with
from ops.stripe_fake.confirming import must_be
from ops.stripe_fake.errors import invalid
from ops.stripe_fake.intent_params import amount, cancellation_reason, currency, methods, no_manual_capture
from ops.stripe_fake.listing import page
from ops.stripe_fake.objects import Json, PaymentIntent
from ops.stripe_fake.params import flag, metadata, required, table, text
from ops.stripe_fake.wallet import card_of

UPDATE = frozenset({"customer", "setup_future_usage"})
CANCELABLE = ("requires_payment_method", "requires_confirmation", "requires_action")


def create(call: Call) -> PaymentIntent:
    """402 when it is to be confirmed at once and the card is declined; the intent exists even so."""
    no_manual_capture(call.params)
    card = by_method(required(call.params, "payment_method")) if flag(call.params, "confirm") else None
    intent = new_intent(call)
    call.books.intents.put(intent.id, intent)
    call.desk.say("payment_intent.created", intent)
    return confirm_with(call.desk, intent, card, **where_to_ask(call, intent)) if card else intent


def new_intent(call: Call) -> PaymentIntent:
    id, method = call.desk.ids.new("pi"), text(call.params, "payment_method")
    return PaymentIntent(
        id=id,
        amount=amount(call),
        currency=currency(call.params),
        status="requires_confirmation" if method else "requires_payment_method",
        client_secret=call.desk.ids.new(f"{id}_secret"),
        created=call.desk.now(),
        metadata=metadata(call.params),
        description=text(call.params, "description"),
        payment_method=by_method(method).method if method else None,
        **methods(call.params),
    )


def retrieve(call: Call) -> PaymentIntent:
    return call.intent()


def update(call: Call) -> PaymentIntent:
    """Says whose it is, and whether its card is kept for them, as long as it is open."""
    intent = call.intent()
    must_be(intent, CANCELABLE, "update")
    intent.customer = call.books.customers.get(required(call.params, "customer")).id
    intent.setup_future_usage = text(call.params, "setup_future_usage") or intent.setup_future_usage
    return intent


def confirm(call: Call) -> PaymentIntent:
    """402 when the card is declined."""
    intent = call.intent()
    return confirm_with(call.desk, intent, chosen(call, intent), **where_to_ask(call, intent))


def chosen(call: Call, intent: PaymentIntent) -> Card:
    """The card that the payer typed, the method that the call names, or the one the intent has already."""
    number = text(table(table(call.params, "payment_method_data"), "card"), "number")
    if number and call.secret:
        raise invalid("Sending credit card numbers directly to the Stripe API is generally unsafe.")
    if number:
        return by_number(number)
    method = text(call.params, "payment_method") or intent.payment_method
    if method is None:
        message = "You cannot confirm this PaymentIntent because it's missing a payment method."
        raise invalid(message, code="payment_intent_unexpected_state")
    return card_of(call.books, method, intent.customer)


def where_to_ask(call: Call, intent: PaymentIntent) -> dict[str, Json]:
    """With a return URL the payer is sent to the fake's own page."""
    back = text(call.params, "return_url")
    if back is None:
        return {}
    page_url = f"{call.base_url}pay/{intent.client_secret}"
    return {"next_action": {"type": "redirect_to_url", "redirect_to_url": {"return_url": back, "url": page_url}}}


def cancel(call: Call) -> PaymentIntent:
    intent = call.intent()
    must_be(intent, CANCELABLE, "cancel")
    intent.cancellation_reason = cancellation_reason(call.params)
    intent.status, intent.canceled_at, intent.next_action = "canceled", call.desk.now(), None
    call.desk.say("payment_intent.canceled", intent)
    return intent


def list_all(call: Call) -> Json:
    return page(call.books.intents, call.books.intents.newest_first(), call.params, "/v1/payment_intents")

"""Customers, and the cards that are kept for them."""

from ops.stripe_fake.books import Books
from ops.stripe_fake.call import Call
from ops.stripe_fake.cards import Card, by_method, by_number
from ops.stripe_fake.charging import refusal
from ops.stripe_fake.desk import Desk
from ops.stripe_fake.errors import declined, invalid
from ops.stripe_fake.keeping import keep
from ops.stripe_fake.listing import page
from ops.stripe_fake.objects import Customer, Json, PaymentMethod, SetupIntent
from ops.stripe_fake.params import metadata, required, table, text

MAKE_SETUP = frozenset({"customer", "usage", "metadata", "payment_method_types", "automatic_payment_methods"})
CONFIRM_SETUP = frozenset({"payment_method", "payment_method_data", "client_secret", "return_url"})


def create_customer(call: Call) -> Customer:
    made = Customer(id=call.desk.ids.new("cus"), created=call.desk.now(), metadata=metadata(call.params))
    call.books.customers.put(made.id, made)
    return made


def delete_customer(call: Call) -> Json:
    """What was kept for them is kept no more."""
    found = call.books.customers.get(call.id)
    for id in [one.id for one in call.books.methods.newest_first() if one.customer == found.id][::-1]:
        let_go(call.desk, call.books.methods.get(id))
    call.books.customers.drop(found.id)
    return {"id": found.id, "object": "customer", "deleted": True}


def create_setup(call: Call) -> SetupIntent:
    customer = call.books.customers.get(required(call.params, "customer"))
    id = call.desk.ids.new("seti")
    made = SetupIntent(
        id=id,
        client_secret=call.desk.ids.new(f"{id}_secret"),
        customer=customer.id,
        usage=text(call.params, "usage") or "off_session",
        created=call.desk.now(),
        metadata=metadata(call.params),
    )
    call.books.setups.put(made.id, made)
    call.desk.say("setup_intent.created", made)
    return made


def confirm_setup(call: Call) -> SetupIntent:
    """402 when the card is declined. A payer must show the client secret."""
    setup = call.books.setups.get(call.id)
    shown = text(call.params, "client_secret")
    if (shown or not call.secret) and shown != setup.client_secret:
        raise invalid("The client_secret provided does not match this SetupIntent.", param="client_secret")
    if setup.status != "requires_payment_method":
        message = f"You cannot confirm this SetupIntent because it has a status of {setup.status}."
        raise invalid(message, code="setup_intent_unexpected_state")
    card = typed(call)
    if card.outcome == "declined":
        setup.last_setup_error = refusal(card)
        call.desk.say("setup_intent.setup_failed", setup)
        raise declined(card.code or "card_declined", card.message, card.decline_code)
    setup.payment_method, setup.status = keep(call.desk, card, setup.customer).id, "succeeded"
    call.desk.say("setup_intent.succeeded", setup)
    return setup


def typed(call: Call) -> Card:
    """By its number from a payer's page, by its method from a test's server."""
    number = text(table(table(call.params, "payment_method_data"), "card"), "number")
    if number and call.secret:
        raise invalid("Sending credit card numbers directly to the Stripe API is generally unsafe.")
    return by_number(number) if number else by_method(required(call.params, "payment_method"))


def method(call: Call) -> PaymentMethod:
    return call.books.methods.get(call.id)


def methods(call: Call) -> Json:
    customer = required(call.params, "customer")
    rows = (one for one in call.books.methods.newest_first() if one.customer == customer)
    return page(call.books.methods, rows, call.params, "/v1/payment_methods")


def detach(call: Call) -> PaymentMethod:
    found = call.books.methods.get(call.id)
    if found.customer is None:
        message = "The payment method you provided is not attached to a customer so detachment is impossible."
        raise invalid(message, param="payment_method")
    let_go(call.desk, found)
    return found


def let_go(desk: Desk, found: PaymentMethod) -> None:
    before, found.customer = found.customer, None
    desk.say("payment_method.detached", found, customer=before)


def card_of(books: Books, id: str, customer: str | None) -> Card:
    """The test card by this name, or the one that is kept for the customer; 400 for anybody else's."""
    kept = books.methods.find(id)
    if kept is None:
        return by_method(id)
    if kept.customer is None or kept.customer != customer:
        message = "The PaymentMethod does not belong to the Customer of this PaymentIntent."
        raise invalid(message, param="payment_method")
    return books.cards.get(id)

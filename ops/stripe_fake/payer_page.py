"""The page on which a person pays by hand. Plain HTML, nothing loaded from elsewhere."""

from html import escape

from ops.stripe_fake.cards import CARDS, Card
from ops.stripe_fake.objects import PaymentIntent

STYLE = "body{font:1.1rem/1.5 sans-serif;max-width:40rem;margin:2rem auto;padding:0 1rem}button{font:inherit}"
PAGE = """<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>Test payment</title><style>{style}</style></head>
<body><main><h1>Test payment</h1>
<p>{amount} {currency} for {id}. No real money moves here; never type a real card.</p>
<p role="status">Status: <strong>{status}</strong>{message}</p>
{form}</main></body></html>
"""


def page(intent: PaymentIntent, message: str = "") -> str:
    return PAGE.format(
        style=STYLE,
        amount=intent.amount,
        currency=escape(intent.currency.upper()),
        id=escape(intent.id),
        status=escape(intent.status),
        message=f". {escape(message)}" if message else "",
        form=form(intent),
    )


def form(intent: PaymentIntent) -> str:
    """What the payer can do next, if anything."""
    if intent.status == "requires_action":
        return posted(button("passed", "yes", "Yes, it is me") + button("passed", "no", "Refuse"))
    if intent.status in ("requires_payment_method", "requires_confirmation"):
        choices = "".join(choice(card, first=card is CARDS[0]) for card in CARDS)
        return posted(f"<fieldset><legend>Test card</legend>{choices}</fieldset>{button('pay', 'yes', 'Pay')}")
    return ""


def posted(fields: str) -> str:
    return f'<form method="post">{fields}</form>'


def button(name: str, value: str, title: str) -> str:
    return f'<p><button name="{name}" value="{value}">{title}</button></p>'


def choice(card: Card, *, first: bool) -> str:
    checked = " checked" if first else ""
    box = f'<input type="radio" name="method" value="{card.method}"{checked}>'
    return f"<p><label>{box} {card.number}: {card.title}</label></p>"

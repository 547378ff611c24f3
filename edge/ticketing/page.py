"""Tickets as a page: to be shown on a screen, read aloud, or printed; and the page to which the link of them leads."""

import base64
import hashlib
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from edge.ticketing.cards import Card
from edge.ticketing.qr import svg

FOLDER = Path(__file__).parent / "templates"
TEMPLATES = Environment(
    loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
TEMPLATES.filters["qr"] = svg
STYLE, SCRIPT = (FOLDER / "tickets.css").read_text(), (FOLDER / "opening.js").read_text()
OWN = {"style": Markup(STYLE), "script": Markup(SCRIPT)}  # noqa: S704 the files beside this one


def _hashed(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


FORMS = "base-uri 'none'; form-action 'self'; frame-ancestors 'none'"
POLICY = f"default-src 'none'; style-src {_hashed(STYLE)}; {FORMS}"
OPENING = f"default-src 'none'; style-src {_hashed(STYLE)}; script-src {_hashed(SCRIPT)}; {FORMS}"
"""Of the page to which the link leads, which has a script."""


@lru_cache(maxsize=100)
def page(cards: tuple[Card, ...], key: str, passes: bool = False) -> bytes:
    """`key` gets the same for paper, and with `passes` each for a wallet.

    Takes some milliseconds a ticket, the first time.
    """
    shown = {"cards": cards, "first": cards[0], "key": key, "passes": passes}
    return TEMPLATES.get_template("tickets.html").render(OWN, **shown).encode()


def opening(refused: bool = False) -> bytes:
    """Posts what the link has behind `#`, by a script, or from a field where there is none."""
    return TEMPLATES.get_template("opening.html").render(OWN, refused=refused).encode()

"""Tickets as a page: to be shown on a screen, read aloud, or printed."""

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
STYLE = (FOLDER / "tickets.css").read_text()
HASH = base64.b64encode(hashlib.sha256(STYLE.encode()).digest()).decode()
POLICY = f"default-src 'none'; style-src 'sha256-{HASH}'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"


@lru_cache(maxsize=100)
def page(cards: tuple[Card, ...], pdf: str, passes: tuple[str, ...] = ()) -> bytes:
    """`pdf` is where the same is for paper, `passes` where each is for a wallet, if there are any.

    Takes some milliseconds a ticket, the first time.
    """
    style = Markup(STYLE)  # noqa: S704 the file beside this one
    shown = {"cards": cards, "first": cards[0], "pdf": pdf, "passes": passes, "style": style}
    return TEMPLATES.get_template("tickets.html").render(shown).encode()

"""The three or four digits on a card are like any others: the name of their field says what they are."""

import re

from choreography.sight.card_numbers import forms

CODE = (
    r"(?:cv[cv]2?|(?<![a-z])csc2?(?![a-z])|card[ _-]?(?:security|verification)?[ _-]?(?:code|value)"
    r"|security[ _-]?code|verification[ _-]?value)"
)
"""CVC, CVV, CSC, and what they stand for."""
FIELD = re.compile(
    rf"""(?i)["'][^"'\\]{{0,40}}{CODE}[^"'\\]{{0,20}}["']\s*:|(?:^|[?&])[\w.-]{{0,40}}{CODE}[\w.-]{{0,20}}="""
)


def has_field(text: str) -> bool:
    """In a document, however deep, or in an address; also where its name is escaped."""
    return any(FIELD.search(form) for form in forms(text))

"""A card's number is for the payment provider's own page: whatever comes with one in it is refused."""

import re
from urllib.parse import unquote_plus

from litestar.types import HTTPScope

from choreography.sight.scrub import luhn
from edge.problem import Problem

NUMBER = re.compile(
    r"(?<![\w.+-])(?:(?:2[2-7]|[3-6]\d)(?:[ \u00a0-]?\d){11,17}|(?:2[2-7]|[3-6]\d)\d\d(?:\.\d{4}){3})(?![\w-])"
)
"""As the networks give them out, 13 to 19 digits: no moment, no phone number and no decimal fraction is one."""


def refuse(text: str) -> None:
    """Raises Problem, which does not repeat it."""
    if any(luhn(found.group()) for found in NUMBER.finditer(text)):
        raise Problem(422, "card_number")


def refuse_head(scope: HTTPScope) -> None:
    """The query and the headers. Raises Problem."""
    refuse(unquote_plus(scope["query_string"].decode("latin-1")))
    refuse(b"\n".join(value for _, value in scope["headers"]).decode("latin-1"))

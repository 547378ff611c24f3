"""What is on a card is for the payment provider's own page: whatever comes with its number or its code is refused."""

from litestar.types import HTTPScope

from choreography.sight.card_codes import has_field
from choreography.sight.card_numbers import has_card
from edge.problem import Problem


def refuse(text: str) -> None:
    """Raises Problem, which does not repeat it."""
    if has_card(text) or has_field(text):
        raise Problem(422, "card_number")


def refuse_head(scope: HTTPScope) -> None:
    """Path, query and headers, as bytes and as UTF-8. Raises Problem."""
    for said in (
        scope["raw_path"],
        scope["query_string"].replace(b"+", b" "),
        *(name + b"=" + value for name, value in scope["headers"]),
    ):
        refuse(said.decode("latin-1"))
        if not said.isascii():
            refuse(said.decode(errors="replace"))

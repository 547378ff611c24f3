"""The mails of one kind differ in a few words: what all of them share is written once, with blanks to be filled in."""

import re
from collections.abc import Callable, Mapping
from functools import lru_cache
from typing import NamedTuple

from markupsafe import escape
from mjml import mjml2html

from contracts.email import Kind
from handlers.email.written import written

BLANKS = ("name", "matter", "booking", "places", "out")
"""Facts of which no template asks more than whether they are there, and not empty."""
BLANK = re.compile(r"\{\{([a-z]+)\}\}")
SHAPES = 256


class Written(NamedTuple):
    title: str
    text: str
    html: str


def filled(kind: Kind, facts: Mapping[str, str], language: str, secret: bool = False) -> Written:
    """Of what is `secret` nothing is kept for the next. Where somebody wrote what looks like a blank, there is none."""
    odd = any("{{" in value for value in facts.values())
    blanks = {} if odd else {name: facts[name] for name in BLANKS if facts.get(name)}
    shape = tuple(sorted({**facts, **{name: f"{{{{{name}}}}}" for name in blanks}}.items()))
    mould = (made.__wrapped__ if secret or odd else made)(kind, shape, language)
    return Written(fill(mould.title, blanks), fill(mould.text, blanks), fill(mould.html, blanks, put=escape))


@lru_cache(maxsize=SHAPES)
def made(kind: Kind, shape: tuple[tuple[str, str], ...], language: str) -> Written:
    """`shape`: each fact's name and what it says, for a blank its mark."""
    facts = dict(shape)
    title, _, text = written(kind, facts, "txt", language).partition("\n")
    return Written(title, text.lstrip("\n"), mjml2html(written(kind, facts, "mjml", language)))


def fill(text: str, blanks: Mapping[str, str], put: Callable[[str], object] = str) -> str:
    return BLANK.sub(lambda blank: str(put(blanks[blank[1]])), text) if blanks else text

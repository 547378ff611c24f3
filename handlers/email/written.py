"""A mail's words, in a language and one of two forms."""

import re
from collections.abc import Mapping
from functools import cache, partial
from pathlib import Path
from typing import Literal

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from contracts.email import Kind
from handlers.email.forms import Mjml, Text
from handlers.email.languages import cash, when, words

Form = Literal["txt", "mjml"]
FORMS = {"txt": Text(), "mjml": Mjml()}
TEMPLATES = Path(__file__).parent / "templates"


def written(kind: Kind, facts: Mapping[str, str], form: Form, language: str) -> str:
    """The text begins with the title, on a line of its own."""
    templates = environment(form, language)
    mail = templates.get_template(kind).make_module(dict(facts))
    layout = templates.get_template(f"layout.{form}")
    content = str(mail) if form == "txt" else mail
    return spaced(layout.render(facts, title=vars(mail)["title"], content=content, language=language))


@cache
def environment(form: Form, language: str) -> Environment:
    made = Environment(
        loader=FileSystemLoader(TEMPLATES),
        extensions=["jinja2.ext.i18n"],
        autoescape=form == "mjml",  # noqa: S701 text has nothing to escape
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
        keep_trailing_newline=True,
    )
    made.install_gettext_translations(words(language), newstyle=True)  # type: ignore[attr-defined] # by the extension
    made.globals |= {name: getattr(FORMS[form], name) for name in ("said", "rows", "link")}
    made.filters |= {"when": partial(when, language=language), "cash": partial(cash, language=language)}
    return made


def spaced(text: str) -> str:
    """No more than one empty line at once."""
    return re.sub(r"\n{3,}", "\n\n", text)

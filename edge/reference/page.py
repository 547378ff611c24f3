"""The page itself: one file, nothing fetched from elsewhere, and no script but its own, named by its hash."""

import base64
import hashlib
import json
from functools import lru_cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup

from edge.reference.chapters import chapters
from edge.reference.prose import prose

FOLDER = Path(__file__).parent / "templates"
TEMPLATES = Environment(
    loader=FileSystemLoader(FOLDER), autoescape=True, undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True
)
TEMPLATES.filters["prose"] = prose
STYLE, SCRIPT = (FOLDER / "page.css").read_text(), (FOLDER / "page.js").read_text()


def _hashed(text: str) -> str:
    return "'sha256-" + base64.b64encode(hashlib.sha256(text.encode()).digest()).decode() + "'"


POLICY = (
    f"default-src 'none'; style-src {_hashed(STYLE)}; script-src {_hashed(SCRIPT)}; "
    "base-uri 'none'; form-action 'none'; frame-ancestors 'none'"
)


@lru_cache(maxsize=1)
def page(document: bytes) -> bytes:
    """The page for an AsyncAPI document, as HTML."""
    own = {"style": Markup(STYLE), "script": Markup(SCRIPT)}  # noqa: S704 the files beside this one
    return TEMPLATES.get_template("page.html").render(own, of=chapters(json.loads(document))).encode()

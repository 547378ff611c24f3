"""A body is text that can be kept: UTF-8, and without the one character that no text of a database has."""

import re
from typing import Any

from edge.problem import Problem

BINARY: dict[str, Any] = {"body": "binary"}
"""Of a route whose bodies are no text."""
ESCAPED = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")
"""As JSON says it: behind an even number of backslashes, which say themselves."""


def plain(body: bytes) -> str:
    """Raises Problem."""
    try:
        text = body.decode()
    except UnicodeDecodeError as error:
        raise wrong("no UTF-8") from error
    if "\0" in text or ("\\u0000" in text and ESCAPED.search(text)):
        raise wrong("a text has no U+0000")
    return text


def wrong(message: str) -> Problem:
    return Problem(422, "invalid", errors=[{"field": "", "message": message}])

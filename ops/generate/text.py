"""Markdown, made of tables, and blocks of generated text within pages that people write."""

import inspect
from collections.abc import Iterable, Sequence

BEGIN, END = "<!-- written by `make contracts` -->", "<!-- the rest is written by hand -->"


def table(heads: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    lines = [heads, ["---"] * len(heads), *rows]
    return "\n".join("| " + " | ".join(cell or "-" for cell in line) + " |" for line in lines)


def code(names: Iterable[str]) -> str:
    return ", ".join(f"`{name}`" for name in names)


def first_line(thing: object) -> str:
    """Of its docstring, as a cell of a table."""
    return (inspect.getdoc(thing) or "").partition("\n\n")[0].replace("\n", " ").replace("|", "\\|")


def page(*parts: str) -> str:
    return "\n\n".join(part for each in parts if (part := each.strip("\n"))) + "\n"


def with_block(text: str, block: str) -> str:
    """The page with its block replaced; put at its end where it has none yet."""
    before, begun, rest = text.partition(BEGIN)
    after = rest.partition(END)[2] if begun else ""
    return page(before, BEGIN, block, END, after)

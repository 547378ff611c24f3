"""The commands of `boxoffice`, and the targets of `make`, as tables."""

import re
from collections.abc import Iterator
from typing import Any

import typer.main

from ops.cli import app
from ops.generate.source import ROOT
from ops.generate.text import table

TARGET = re.compile(r"^([a-z-]+):.*?## (.+)$", re.MULTILINE)


def commands() -> str:
    rows = [[f"`{name}`", text] for name, text in _found("boxoffice", typer.main.get_command(app))]
    return table(("command", "what it does"), rows)


def _found(prefix: str, command: Any) -> Iterator[tuple[str, str]]:
    for name, one in sorted(getattr(command, "commands", {}).items()):
        if not hasattr(one, "commands") or one.invoke_without_command:
            yield f"{prefix} {name}", " ".join((one.help or "").partition("\n\n")[0].split()).replace("|", "\\|")
        if hasattr(one, "commands"):
            yield from _found(f"{prefix} {name}", one)


def targets() -> str:
    found = TARGET.findall((ROOT / "Makefile").read_text())
    return table(("command", "what it does"), [[f"`make {name}`", text] for name, text in found])

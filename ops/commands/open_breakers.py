"""Which breakers are open, of what the processes say of themselves; and of which of them nothing is known."""

from typing import Any

import typer

from ops.commands.printing import as_json, console

Said = dict[str, dict[str, Any]]
"""By process, what `ops.commands.status` heard."""


def told(said: Said, json: bool) -> int:
    """Prints what is open, and names who does not answer. 1 if any is open, else 2 if that is not known of all."""
    found, quiet = opened(said), silent(said)
    if len(quiet) == len(said):
        typer.echo("nobody answered: is it running? `boxoffice status` asks each process", err=True)
        return 2
    if quiet:
        typer.echo(f"nothing is known of {', '.join(quiet)}: no answer; `boxoffice status` says more", err=True)
    if json:
        as_json(found)
    else:
        console().print(listing(found) or f"all {'other ' if quiet else ''}breakers are closed")
    return 1 if found else 2 if quiet else 0


def silent(said: Said) -> list[str]:
    """Of whose breakers nothing is known."""
    return [process for process, one in said.items() if not isinstance(one["says"], dict)]


def listing(found: list[dict[str, str]]) -> str:
    return "\n".join("  ".join(one.values()) for one in found)


def opened(said: Said) -> list[dict[str, str]]:
    """By process, service and dependency."""
    return [
        {"process": process, "service": service, "dependency": dependency, "state": state}
        for process, one in said.items()
        if isinstance(one["says"], dict)
        for service, states in one["says"].get("breakers", {}).items()
        for dependency, state in states.items()
    ]

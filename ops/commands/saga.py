"""`boxoffice saga`: what happened to a booking, because of what, and what is missing."""

from datetime import timedelta
from typing import Annotated

import typer
from rich.text import Text
from rich.tree import Tree

from ops import at, registry
from ops.client.running import AsJson, At
from ops.commands.printing import as_json, console
from ops.saga import Saga, read_saga
from ops.saga.missing import Missing
from ops.saga.tree import Node


def saga(
    booking: Annotated[str, typer.Argument(help="The booking's id.")],
    patience: Annotated[float, typer.Option(min=0, help="Seconds after which what did not follow is missing.")] = 5,
    at_: At = "",
    json: AsJson = False,
) -> None:
    """Show every message of a booking below its cause. Exit code 1 if it is unknown, or something is missing.

    Example: boxoffice saga BOOKING --json
    """
    wait = timedelta(seconds=patience)
    found = at.ask(at_, lambda inspector: read_saga(inspector, booking, registry.services(), patience=wait))
    as_json(found) if json else console(whole=True).print(drawn(found))
    raise typer.Exit(bool(found.missing) or not found.roots)


def drawn(saga: Saga) -> Tree:
    if not saga.roots:
        return Tree(f"{saga.booking}: nothing was recorded of it")
    whole = Tree(f"{saga.booking}, {'over' if saga.over else 'not over'}")
    for root in saga.roots:
        _draw(whole, root, saga)
    for service, waiting in saga.waiting:
        word = "timer" if waiting.name else waiting.reason
        whole.add(Text(f"{word} in {service}: {waiting.envelope.type}, due {waiting.due:%H:%M:%S} UTC", "cyan"))
    return whole


def _draw(tree: Tree, node: Node, saga: Saga) -> None:
    branch = tree.add(Text(line(node, saga.booking)))
    for lacking in (one for one in saga.missing if one.id == node.id):
        branch.add(Text(expected(lacking), "red"))
    for below in node.below:
        _draw(branch, below, saga)


def line(node: Node, booking: str) -> str:
    gap = f"+{node.gap:.0f} ms" if node.gap is not None else f"{node.at:%Y-%m-%d %H:%M:%S}"
    about = "" if node.subject == booking else f" of {node.subject}"
    through = f", through {' and '.join(node.through)}" if node.through else ""
    return f"{node.type}{about}  {node.by}  {gap}{through}{', by a timer' if node.by_itself else ''}"


def expected(lacking: Missing) -> str:
    state = "heard, nothing followed" if lacking.state == "silent" else lacking.state
    why = f": {lacking.why}" if lacking.why else ""
    return f"expected: one of {', '.join(lacking.expected)} by {lacking.by}, from {lacking.topic} ({state}{why})"

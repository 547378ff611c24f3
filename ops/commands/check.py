"""`boxoffice check`: does everything agree?"""

import asyncio
import json
from typing import Annotated

import typer
from rich.console import Console

from ops.at import At, find
from ops.check.asking import check as checked
from ops.check.asking import invariants
from ops.client.running import AsJson


def check(
    at: At = "",
    as_json: AsJson = False,
    patience: Annotated[float, typer.Option(min=0, help="Seconds that what is under way has to arrive.")] = 10.0,
) -> None:
    """Check seats, money, tickets and mails over all services. Exit code 1 if anything is breached."""
    counts, findings = asyncio.run(checked(find(at).mesh.postgres, patience))
    if as_json:
        breached = {one.invariant.name: {"breaches": one.breaches, "examples": one.examples} for one in findings}
        typer.echo(json.dumps({"invariants": len(invariants()), "counts": counts, "breached": breached}))
    else:
        console = Console()
        console.print("  ".join(f"{name} {count}" for name, count in counts.items()))
        for one in findings:
            console.print(
                f"[red]{one.invariant.name}[/red]: {one.breaches} breaches ({one.invariant.meaning} - not so)"
            )
            for example in one.examples:
                console.print("    " + "  ".join(example), highlight=False)
        console.print(f"{len(invariants()) - len(findings)} of {len(invariants())} invariants hold")
    raise typer.Exit(1 if findings else 0)

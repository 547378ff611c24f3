"""`boxoffice check`: does everything agree?"""

import asyncio
import json
from typing import Annotated, Any

import typer
from rich.console import Console

from ops.at import Place, find, or_exit
from ops.check.asking import check as checked
from ops.check.invariants import invariants
from ops.check.report import Finding, Report
from ops.client.running import AsJson, At
from ops.client.tools import reaching
from ops.commands.printing import console


def check(
    at: At = "",
    as_json: AsJson = False,
    patience: Annotated[float, typer.Option(min=0, help="Seconds that what is under way has to arrive.")] = 10.0,
) -> None:
    """Check seats, money, tickets and mails over all services. Exit code 1 for a breach, 2 if nobody can be asked.

    Example: boxoffice check --json
    """
    with or_exit():
        report = asyncio.run(found(find(at), patience))
    if as_json:
        breached, warnings = described(report.findings), described(report.warnings)
        said = {"invariants": len(invariants()), "counts": report.counts, "breached": breached, "warnings": warnings}
        typer.echo(json.dumps(said))
    else:
        show(report)
    raise typer.Exit(1 if report.findings else 0)


def described(findings: list[Finding]) -> dict[str, Any]:
    return {one.invariant.name: {"breaches": one.breaches, "examples": one.examples} for one in findings}


def show(report: Report) -> None:
    out = console()
    out.print("  ".join(f"{name} {count}" for name, count in report.counts.items()))
    for one in report.findings:
        out.print(f"{one.invariant.name}: {one.breaches} breaches ({one.invariant.meaning} - not so)", style="red")
        examples(out, one)
    for one in report.warnings:
        out.print(f"{one.invariant.name}: a warning, {one.breaches} times not so", style="yellow")
        out.print(f"    ({one.invariant.meaning})")
        examples(out, one)
    out.print(f"{len(invariants()) - len(report.findings)} of {len(invariants())} invariants hold")


def examples(out: Console, finding: Finding) -> None:
    for example in finding.examples:
        out.print("    " + "  ".join(example))


async def found(place: Place, patience: float) -> Report:
    if not place.tools:
        return await checked(place.mesh.postgres, patience)
    async with reaching(place.tools) as tools:
        return Report.unpacked(await tools.ask("check", str(patience).encode()))

"""`boxoffice audit verify`: does the table still say what was recorded?"""

from typing import Annotated

import typer

from ops import at
from ops.client.running import AsJson, At
from ops.commands.printing import as_json, console
from ops.inspector import Inspector
from ops.verify import Verdict
from ops.verify import verify as verified
from ops.verify_log import verify_log

audit = typer.Typer(no_args_is_help=True, help="The record of everything that was said.")


@audit.callback()
def group() -> None:
    """The record of everything that was said."""


@audit.command()
def verify(
    log: Annotated[bool, typer.Option("--log", help="Compare with audit's topic: finds a chain made anew.")] = False,
    at_: At = "",
    json: AsJson = False,
) -> None:
    """Read every chain from its beginning. Exit code 1 if an entry was changed, removed or inserted."""
    verdict = at.ask(at_, with_log if log else verified)
    if json:
        as_json(verdict)
    else:
        wrong = len(verdict.wrong) or "nothing"
        console().print(f"{verdict.entries} entries in {verdict.chains} chains: {wrong} wrong")
        for line in verdict.wrong:
            console().print(f"  {line}")
    raise typer.Exit(bool(verdict.wrong))


async def with_log(inspector: Inspector) -> Verdict:
    """The log is read first: what is recorded meanwhile is in the table by then."""
    compared, verdict = await verify_log(inspector), await verified(inspector)
    verdict.wrong += compared.wrong
    return verdict

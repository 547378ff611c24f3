"""`boxoffice audit verify`: does the table still say what was recorded?"""

import typer

from ops import at
from ops.commands.printing import as_json, console
from ops.verify import verify as verified

audit = typer.Typer(no_args_is_help=True, help="The record of everything that was said.")


@audit.callback()
def group() -> None:
    """The record of everything that was said."""


@audit.command()
def verify(at_: at.At = "", json: at.AsJson = False) -> None:
    """Read every chain from its beginning. Exit code 1 if an entry was changed, removed or inserted."""
    verdict = at.ask(at_, verified)
    if json:
        as_json(verdict)
    else:
        console().print(
            f"{verdict.entries} entries in {verdict.chains} chains: {len(verdict.wrong) or 'nothing'} wrong"
        )
        for line in verdict.wrong:
            console().print(f"  {line}")
    raise typer.Exit(bool(verdict.wrong))

"""`boxoffice audit`: what was recorded, and does the table still say it?"""

from typing import Annotated

import typer

from handlers.audit.rows import Entry
from ops import at
from ops.client.running import AsJson, At
from ops.commands.printing import as_json, console
from ops.commands.topics import moment
from ops.inspector import Inspector
from ops.inspector.search import Search
from ops.recorded import Rows, changed, described, lines, opened, reads
from ops.telling import tell_first
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
    """Read every chain from its beginning. Exit code 1 if an entry was changed, removed or inserted.

    Example: boxoffice audit verify --log
    """
    verdict = at.ask(at_, with_log if log else verified)
    if json:
        as_json(verdict)
    else:
        wrong = len(verdict.wrong) or "nothing"
        console().print(f"{verdict.entries} entries in {verdict.chains} chains: {wrong} wrong")
        for line in verdict.wrong:
            console().print(f"  {line}")
    raise typer.Exit(bool(verdict.wrong))


@audit.command("list")
def list_(
    booking: Annotated[str, typer.Option(help="Only what is about this booking.")] = "",
    person: Annotated[str, typer.Option(help="Only what this account, or operator, asked for, or is about it.")] = "",
    route: Annotated[str, typer.Option(help="Only what was asked there, as OpenAPI has it: 'POST /bookings'.")] = "",
    since: Annotated[str, typer.Option(help="Only newer ones: a time (ISO, UTC) or an age (90s, 15m, 2h, 1d).")] = "",
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Entries shown at most, the newest.")] = 100,
    at_: At = "",
    json: AsJson = False,
) -> None:
    """Who said what, and changed what from what, by booking, person or route. Exit code 1 if nothing was recorded.

    Example: boxoffice audit list --booking BOOKING --limit 10
    """
    if not (booking or person or route or since):
        raise typer.BadParameter("say which: --booking, --person, --route, or --since")
    wish = Search(booking, person, route, moment(since) if since else None, limit)
    found = at.ask(at_, lambda inspector: inspector.search(wish))
    printed([(entry, changed(entry)) for entry in found], json)


@audit.command()
def show(
    id_: Annotated[str, typer.Argument(metavar="ID", help="The message's id.")],
    open_: Annotated[
        bool, typer.Option("--open", help="What is personal too, which is recorded: it takes the keyring's master.")
    ] = False,
    at_: At = "",
    json: AsJson = False,
) -> None:
    """Show one entry, what is personal masked. Exit code 1 if nothing was recorded under this id.

    Example: boxoffice audit show ID --json
    """

    async def look(inspector: Inspector) -> list[tuple[Entry, Rows]]:
        found = await inspector.named([id_])
        if open_:
            await tell_first(at.find(at_), reads(found))
        return [(entry, await opened(inspector, entry) if open_ else changed(entry)) for entry in found]

    printed(at.ask(at_, look), json)


def printed(found: list[tuple[Entry, Rows]], json: bool) -> None:
    if json:
        as_json([described(entry, rows) for entry, rows in found])
    else:
        console().print("\n".join(line(entry, rows) for entry, rows in found) or "nothing was recorded")
    raise typer.Exit(not found)


def line(entry: Entry, rows: Rows) -> str:
    by = f" for {entry.actor}" if entry.actor else ""
    route = f" at {entry.route}" if entry.route else ""
    said = f"{entry.at:%Y-%m-%d %H:%M:%S} UTC  {entry.type} of {entry.subject}  by {entry.source}{by}{route}"
    return "\n    ".join([said, *lines(rows)])


async def with_log(inspector: Inspector) -> Verdict:
    """The log is read first: what is recorded meanwhile is in the table by then."""
    compared, verdict = await verify_log(inspector), await verified(inspector)
    verdict.wrong += compared.wrong
    return verdict

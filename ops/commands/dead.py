"""`boxoffice dead`: letters that could not be handled, and what waits behind them."""

from functools import partial
from typing import Annotated, Any

import typer

from choreography.sight.scrub import scrubbed
from ops import at, registry
from ops.client.running import AsJson, At
from ops.commands.printing import as_json, console
from ops.dead import Filter, described, grouped, letters
from ops.dead import replay as replayed
from ops.inspector import Inspector
from ops.telling import tell, tell_first

dead = typer.Typer(no_args_is_help=True, help="Messages that could not be handled.")


def known(service: str) -> str:
    """Raises BadParameter: of a service that there is not, nothing is ever dead."""
    if service and service not in registry.NAMES:
        raise typer.BadParameter(f"there is no service {service!r}, only {', '.join(sorted(registry.NAMES))}")
    return service


WORDS_AT_MOST = 500
"""Characters of why a letter is discarded."""


def why(because: str) -> str:
    """As it is kept for good, without what no log may hold. Raises BadParameter."""
    words = scrubbed(because.strip())
    if not 0 < len(words) <= WORDS_AT_MOST:
        raise typer.BadParameter(f"say why, in at most {WORDS_AT_MOST} characters")
    return words


ByService = Annotated[str, typer.Option("--service", callback=known, help="Only those of this service.")]
ByType = Annotated[str, typer.Option("--type", help="Only messages of this name.")]


@dead.command("list")
def list_(service: ByService = "", type_: ByType = "", at_: At = "", json: AsJson = False) -> None:
    """Group what is dead, parked or early by its cause. Exit code 1 if anything is dead or parked.

    Example: boxoffice dead list --service payments
    """
    found = at.ask(at_, lambda inspector: letters(inspector, registry.NAMES, Filter(service, type_)))
    groups = grouped(found)
    if json:
        as_json(groups)
    else:
        for one in groups:
            text = f"{one['count']:6} {one['reason']:6} {one['service']} {one['type']}: {one['cause'] or 'no error'}"
            console().print(f"{text}\n       since {one['since']:%Y-%m-%d %H:%M:%S} UTC, for example {one['example']}")
        console().print("nothing waits" if not groups else f"{len(found)} messages, {len(groups)} causes")
    raise typer.Exit(any(one.waiting.reason != "early" for one in found))


@dead.command()
def show(
    id_: Annotated[str, typer.Argument(metavar="ID", help="The message's id.")],
    at_: At = "",
    json: AsJson = False,
) -> None:
    """Show one message, without what is personal or secret. Exit code 1 if no service has it.

    Example: boxoffice dead show ID --json
    """
    found = at.ask(at_, lambda inspector: letters(inspector, registry.NAMES, Filter(id=id_)))
    for one in found:
        if json:
            as_json(described(one))
        else:
            for name, value in described(one).items():
                console().print(f"{name:12} {value}")
    if not (found or json):
        console().print("no service has it")
    raise typer.Exit(not found)


@dead.command()
def replay(
    service: ByService = "",
    type_: ByType = "",
    id_: Annotated[str, typer.Option("--id", help="Only this message.")] = "",
    all_: Annotated[bool, typer.Option("--all", help="All dead letters, of every service and type.")] = False,
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be tried.")] = False,
    at_: At = "",
    json: AsJson = False,
) -> None:
    """Let dead letters be tried again, now; one that was tried already is left alone. Exit code 1 if none fits.

    Example: boxoffice dead replay --service email --type TicketsIssued --dry-run
    """
    if not (all_ or service or type_ or id_):
        raise typer.BadParameter("say which: --service, --type, --id, or --all")
    counts = done(at_, Filter(service, type_, id_), dry_run)
    said(counts, {"dry_run": dry_run, "replayed": counts}, f"{'would' if dry_run else 'will'} be tried again", json)


@dead.command()
def discard(
    service: Annotated[str, typer.Argument(callback=known, help="The service whose letter it is.")],
    id_: Annotated[str, typer.Argument(metavar="ID", help="The message's id.")],
    because: Annotated[str, typer.Option("--because", help="Why it must never be handled; the audit has it.")],
    dry_run: Annotated[bool, typer.Option("--dry-run", help="Only say what would be discarded.")] = False,
    at_: At = "",
    json: AsJson = False,
) -> None:
    """Never handle a dead letter; what is parked behind it goes on. Exit code 1 if the service has no such one.

    Example: boxoffice dead discard email ID --because "a stranger wrote it" --dry-run
    """
    if not (service and id_):
        raise typer.BadParameter("say whose, and which")
    counts = done(at_, Filter(service, id=id_), dry_run, why(because))
    said(counts, {"dry_run": dry_run, "discarded": counts}, f"{'would' if dry_run else 'will'} be discarded", json)


def done(at_: str, only: Filter, dry_run: bool, because: str = "") -> list[dict[str, Any]]:
    async def work(inspector: Inspector) -> list[dict[str, Any]]:
        telling = partial(tell_first if because else tell, at.find(at_))
        return await replayed(inspector, registry.NAMES, only, dry_run, telling, because)

    return at.ask(at_, work)


def said(counts: list[dict[str, Any]], found: dict[str, Any], what: str, json: bool) -> None:
    """The process ends with 1 if there are none."""
    if json:
        as_json(found)
    else:
        for one in counts:
            console().print(f"{one['count']:6} {one['service']} {one['type']} {what}: {one['cause']}")
        console().print("" if counts else "no dead letter fits", end="" if counts else "\n")
    raise typer.Exit(not counts)

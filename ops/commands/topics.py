"""`boxoffice topics`: what lies in the log, who is behind, and a look inside."""

from datetime import UTC, datetime, timedelta
from typing import Annotated

import typer
from rich.table import Table

from contracts.topics import topics as declared
from ops import at, registry
from ops.client.running import AsJson, At
from ops.commands.behind import said_behind
from ops.commands.printing import as_json, console
from ops.peek import Sight, Wish
from ops.peek import peek as peeked
from ops.topics import TopicState, topic_states

topics = typer.Typer(invoke_without_command=True)
AGES = {"s": "seconds", "m": "minutes", "h": "hours", "d": "days"}


@topics.callback()
def overview(context: typer.Context, at_: At = "", json: AsJson = False) -> None:
    """Show every topic, as declared and as it is, and how far each group is behind. Exit code 1 if they differ.

    Example: boxoffice topics --json
    """
    if context.invoked_subcommand:
        return said_behind(context)
    with at.or_exit():
        partitions = at.find(at_).kafka.partitions
    services = registry.services()
    found = at.ask(at_, lambda inspector: topic_states(inspector, declared(), services, partitions))
    as_json(found) if json else console().print(table(found))
    raise typer.Exit(any(one.trouble for one in found))


def table(found: list[TopicState]) -> Table:
    whole = Table("topic", "partitions", "records", "behind (messages, seconds)", box=None)
    for one in found:
        behind = ", ".join(f"{b.group} {b.messages} ({b.seconds} s)" for b in one.groups if b.messages)
        listeners = f"all {len(one.groups)} groups are up to date" if one.groups else "nobody listens"
        whole.add_row(one.name, f"{one.partitions} {one.trouble}", str(one.records), behind or listeners)
    return whole


@topics.command()
def peek(
    topic: Annotated[str, typer.Argument(help="The topic's name.")],
    key: Annotated[str, typer.Option(help="Only records of this key.")] = "",
    booking: Annotated[str, typer.Option(help="Only what is about this booking.")] = "",
    since: Annotated[str, typer.Option(help="Only newer ones: a time (ISO, UTC) or an age (90s, 15m, 2h, 1d).")] = "",
    limit: Annotated[int, typer.Option(min=1, max=1000, help="Records shown at most, the newest.")] = 20,
    at_: At = "",
    json: AsJson = False,
) -> None:
    """Look at records; nobody's offsets move. Exit code 1 if there is no such topic.

    Example: boxoffice topics peek bookings.events --since 15m --limit 5
    """
    wish = Wish(topic, key, booking, moment(since) if since else None, limit)
    sight = at.ask(at_, lambda inspector: peeked(inspector, wish))
    if json:
        as_json(sight)
    else:
        told(sight, topic)
    raise typer.Exit(not sight.searched)


def told(sight: Sight, topic: str) -> None:
    for one in sight.records:
        body = one.pop("body")
        console().print("  ".join(f"{name}={value}" for name, value in one.items() if value not in ("", 0)))
        console().print(f"    {body}")
    for number, start, end, first, last in sight.searched:
        console().print(f"searched {topic}/{number}: offsets {start}..{end} of {first}..{last}")
    shown = f"{len(sight.records)} of {sight.found} found are shown"
    console().print(f"{shown}; complete: {'yes' if sight.complete else 'no'}" if sight.searched else "no such topic")


def moment(text: str) -> datetime:
    """Raises BadParameter."""
    try:
        if text[-1] in AGES:
            return datetime.now(UTC) - timedelta(**{AGES[text[-1]]: float(text[:-1])})
        time = datetime.fromisoformat(text)
    except (ValueError, OverflowError) as error:
        raise typer.BadParameter(f"{text!r} is neither a time nor an age") from error
    return time if time.tzinfo else time.replace(tzinfo=UTC)

"""`boxoffice incidents`: what there is to work off about accounts, addresses and cards that are abused."""

from typing import Annotated

import typer

from contracts.base import Message
from contracts.users import AcknowledgeIncident, CloseIncident, IncidentAcknowledged, IncidentClosed, account_in
from handlers.views.security import IncidentView
from ops import at
from ops.client.running import AsJson, At
from ops.commands.answered import answer
from ops.commands.printing import as_json, console
from ops.operator import name

incidents = typer.Typer(no_args_is_help=True, help="Security incidents, which operators work off.")
Named = Annotated[str, typer.Argument(metavar="INCIDENT", help="As `boxoffice incidents list` names it.")]
Who = Annotated[str, typer.Option(help="Who asks.", default_factory=name)]


@incidents.command(name="list")
def list_(
    at_: At = "", json: AsJson = False, every: Annotated[bool, typer.Option("--all", help="Closed ones too.")] = False
) -> None:
    """List the incidents that are not closed, the newest first. Exit code 1 if there is any.

    Example: boxoffice incidents list --all
    """
    found = [one for one in at.ask(at_, lambda inspector: inspector.incidents()) if every or not one.closed_by]
    if json:
        as_json(found)
    else:
        console().print("\n".join(map(line, found)) or "no incidents")
    raise typer.Exit(any(not one.closed_by for one in found))


@incidents.command()
def acknowledge(incident: Named, operator: Who, at_: At = "", json: AsJson = False) -> None:
    """Say that you look after it. Exit code 1 if somebody did before, or there is no such incident.

    Example: boxoffice incidents acknowledge INCIDENT
    """
    said = answer(at_, AcknowledgeIncident(**named(incident), operator_id=operator))
    shown(said, json, mine=isinstance(said, IncidentAcknowledged) and said.operator_id == operator)


@incidents.command()
def close(
    incident: Named,
    operator: Who,
    note: Annotated[str, typer.Option(help="What was done.", prompt=True)],
    at_: At = "",
    json: AsJson = False,
) -> None:
    """Say that it is done, and its alerts with it. Exit code 1 if it was closed before, or there is none.

    Example: boxoffice incidents close INCIDENT --note "The owner has a new password."
    """
    said = answer(at_, CloseIncident(**named(incident), operator_id=operator, note=note))
    shown(said, json, mine=isinstance(said, IncidentClosed) and (said.operator_id, said.note) == (operator, note))


def named(incident: str) -> dict[str, str]:
    return {"account_id": account_in(incident), "incident_id": incident}


def shown(said: Message, json: bool, *, mine: bool) -> None:
    word, fields = type(said).__name__, said.model_dump(mode="json")
    if json:
        as_json({"type": word, **fields})
    else:
        console().print(f"{word}: {fields.get('operator_id') or fields.get('reason')}")
    raise typer.Exit(not mine)


def line(one: IncidentView) -> str:
    when, by = f"{one.until:%Y-%m-%d %H:%M} UTC", one.closed_by or one.acknowledged_by
    return "  ".join(filter(None, (when, one.incident_id, ", ".join(one.kinds), one.state, by, one.note)))

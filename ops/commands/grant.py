"""`boxoffice grant`: the first operator comes from the command line, as no role is ever taken from a caller."""

import json
from pathlib import Path
from typing import Annotated, Literal

import typer
from pydantic import SecretStr

from choreography.blind import BlindSettings, blind_index
from contracts.identity import GrantRole, normal
from ops.client.running import AsJson, At, running
from ops.commands.answered import answer


def grant(
    mail: Annotated[str, typer.Argument(help="The account's mail address.")],
    role: Annotated[str, typer.Argument(help="organiser or operator.")] = "operator",
    at: At = "",
    as_json: AsJson = False,
) -> None:
    """Give a registered person a role; it counts from the next sign-in, or refresh, on."""
    if role not in ("organiser", "operator"):
        raise typer.BadParameter("organiser or operator", param_hint="role")
    file = Path(running(at)["data"]) / "secrets.json"
    secret = (
        SecretStr(json.loads(file.read_text())["BOXOFFICE_BLIND_SECRET"]) if file.exists() else BlindSettings().secret
    )
    given: Literal["organiser", "operator"] = "organiser" if role == "organiser" else "operator"
    command = GrantRole(account=blind_index(normal(mail), secret), role=given)
    granted = answer(at, command)
    said = granted.model_dump(mode="json")
    typer.echo(json.dumps(said) if as_json else f"{type(granted).__name__}: {said.get('roles') or said.get('reason')}")
    raise typer.Exit(0 if type(granted).__name__ == "RoleGranted" else 1)

"""Operators' commands about one account, found by its mail."""

import json
from pathlib import Path

import typer
from pydantic import SecretStr

from choreography.blind import BlindSettings, blind_indexes
from contracts.base import Command, Event
from contracts.identity import normal
from ops.at import ask
from ops.client.running import running
from ops.commands.answered import answer


def account_at(mail: str, at: str) -> str:
    """The account that is found by this mail now, by the secret of the box office that runs there."""
    file = Path(running(at)["data"]) / "secrets.json"
    kept = json.loads(file.read_text())["BOXOFFICE_BLIND_SECRET"] if file.exists() else None
    addresses = [*blind_indexes(normal(mail), SecretStr(kept) if kept else BlindSettings().secret)]
    return ask(at, lambda inspector: inspector.account(addresses)) or addresses[0]


def said(at: str, command: Command, as_json: bool) -> None:
    """Prints the answer. The process ends with 1 if it is a refusal."""
    answered = answer(at, command)
    told = answered.model_dump(mode="json")
    word = told.get("roles") or told.get("reason") or told.get("account_id")
    typer.echo(json.dumps(told) if as_json else f"{type(answered).__name__}: {word}")
    raise typer.Exit(0 if isinstance(answered, Event) else 1)

"""`boxoffice ban`: who is banned is signed out everywhere, and signs in no more."""

from typing import Annotated

import typer

from contracts.identity import BanAccount, LiftBan
from ops.client.running import AsJson, At
from ops.commands.account import account_at, said


def ban(
    mail: Annotated[str, typer.Argument(help="The account's mail address.")],
    at: At = "",
    lift: Annotated[bool, typer.Option("--lift", help="Let them in again.")] = False,
    as_json: AsJson = False,
) -> None:
    """Sign a person out everywhere and let them in no more, or again.

    Example: boxoffice ban mallory@example.com
    """
    said(at, (LiftBan if lift else BanAccount)(account=account_at(mail, at)), as_json)

"""`boxoffice second-factor`: for who has lost the authenticator and the spare codes."""

import uuid
from typing import Annotated

import typer

from contracts.identity import LiftSecondFactor
from ops.client.running import AsJson, At
from ops.commands.account import account_at, said

second_factor = typer.Typer(no_args_is_help=True, help="Second factors that are lost.")


@second_factor.callback()
def second_factors() -> None:
    """Second factors that are lost."""


@second_factor.command("lift")
def lift(
    mail: Annotated[str, typer.Argument(help="The account's mail address.")], at: At = "", as_json: AsJson = False
) -> None:
    """Let the password alone open the account again, and end its sessions. Be sure who asks; the owner is mailed.

    Example: boxoffice second-factor lift ada@example.com
    """
    said(at, LiftSecondFactor(account=account_at(mail, at), request=str(uuid.uuid4())), as_json)

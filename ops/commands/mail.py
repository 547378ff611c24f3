"""`boxoffice mail`: an address from which mails came back is mailed again."""

from typing import Annotated

import typer

from contracts.email import LiftBounce
from contracts.identity import account_id
from ops.client.running import AsJson, At
from ops.commands.account import account_at, said

mail = typer.Typer(no_args_is_help=True, help="Mails: addresses that were lost.")


@mail.callback()
def mails() -> None:
    """Mails: addresses that were lost."""


@mail.command("lift")
def lift(
    address: Annotated[str, typer.Argument(help="The account's mail address.")], at: At = "", as_json: AsJson = False
) -> None:
    """Mail an address again from which a mail came back for good.

    Example: boxoffice mail lift ada@example.com
    """
    said(at, LiftBounce(account_id=account_id(account_at(address, at))), as_json)

"""`boxoffice grant`: operators come from the command line alone, and organisers where nobody may register as one."""

from typing import Annotated, Literal

import typer

from contracts.identity import GrantRole, WithdrawRole
from ops.client.running import AsJson, At
from ops.commands.account import account_at, said


def grant(
    mail: Annotated[str, typer.Argument(help="The account's mail address.")],
    role: Annotated[str, typer.Argument(help="organiser or operator.")] = "operator",
    at: At = "",
    withdraw: Annotated[bool, typer.Option("--withdraw", help="Take it instead.")] = False,
    as_json: AsJson = False,
) -> None:
    """Give a registered person a role, from the next sign-in or refresh on; or take it, which ends their sessions.

    Example: boxoffice grant ada@example.com operator
    """
    if role not in ("organiser", "operator"):
        raise typer.BadParameter("organiser or operator", param_hint="role")
    given: Literal["organiser", "operator"] = "organiser" if role == "organiser" else "operator"
    said(at, (WithdrawRole if withdraw else GrantRole)(account=account_at(mail, at), role=given), as_json)

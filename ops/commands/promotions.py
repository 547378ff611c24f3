"""`boxoffice promotions`: the discount codes that organisers gave out."""

from dataclasses import asdict
from typing import Annotated

import typer

from contracts.money import money
from ops import at
from ops.client.running import AsJson, At
from ops.commands.printing import as_json, console
from ops.inspector.codes import Code

promotions = typer.Typer(no_args_is_help=True, help="The discount codes that organisers gave out.")
Organiser = Annotated[str, typer.Option(help="Only this organiser's, an account's id.")]


@promotions.command("list")
def list_(organiser: Organiser = "", at_: At = "", json: AsJson = False) -> None:
    """List the codes, each with how many bookings have it, by organiser.

    Example: boxoffice promotions list --json
    """
    found = known(at_, organiser)
    if json:
        as_json(found)
    else:
        console().print("\n".join(map(line, found)) or "no codes")


@promotions.command()
def show(
    code: Annotated[str, typer.Argument(help="In large or small letters.")],
    organiser: Organiser = "",
    at_: At = "",
    json: AsJson = False,
) -> None:
    """Show all that a code says, of each organiser who has one like it. Exit code 1 if nobody has.

    Example: boxoffice promotions show SUMMER20
    """
    found = [one for one in known(at_, organiser) if one.code.casefold() == code.casefold()]
    if json:
        as_json(found)
    else:
        console().print("\n\n".join(map(page, found)) or f"nobody has a code {code}")
    raise typer.Exit(not found)


def known(at_: str, organiser: str) -> list[Code]:
    found: list[Code] = at.ask(at_, lambda inspector: inspector.codes())
    return [one for one in found if organiser in ("", one.organiser_id)]


def line(one: Code) -> str:
    used = f"{one.uses} of {one.uses_at_most or 'any number'}"
    return f"{one.organiser_id}  {one.code}  {off(one)} off  used {used}  {'active' if one.active else 'ended'}"


def off(one: Code) -> str:
    return f"{one.percent / 100:g} %" if one.percent else money(one.amount, one.currency)


def page(one: Code) -> str:
    """What says nothing is left out."""
    said = {name: value for name, value in asdict(one).items() if name not in ("percent", "amount", "currency")}
    told = {name: ", ".join(value) if isinstance(value, tuple) else value for name, value in said.items()}
    told["off"] = off(one)
    return "\n".join(
        f"{name:12}  {value}" for name, value in told.items() if value not in ("", 0, None) or name == "uses"
    )

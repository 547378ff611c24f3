"""`boxoffice money`: where the payment provider and we do not agree, and what is owed to organisers."""

import asyncio
from typing import Annotated

import typer

from choreography.ports import Unreachable
from contracts.errors import REASONS
from contracts.money import money as told
from contracts.payments import ApplyCase, CaseApplied, CaseProposed, Reconcile
from handlers.payments.measures import WAITING
from handlers.payments.rows import MoneyCase
from ops import at
from ops.client.running import AsJson, At
from ops.commands.answered import answer
from ops.commands.payout import payout
from ops.commands.printing import as_json, console
from ops.inspector import Inspector
from ops.operator import name

money = typer.Typer(
    no_args_is_help=True, help="Where the payment provider and we do not agree, and what is owed to organisers."
)
money.command()(payout)
COMPARE = Reconcile(provider="stripe")
READS_AT_MOST, READS_EVERY = 600, 0.2
"""Looks at whether the comparison has ended, and the seconds between two."""


@money.command()
def diff(at_: At = "", json: AsJson = False) -> None:
    """Compare with the provider now, and list what waits for an operator. Exit code 1 if anything does.

    Example: boxoffice money diff --json
    """
    answer(at_, COMPARE)
    shown(at.ask(at_, compared), json)


@money.command()
def cases(
    at_: At = "", json: AsJson = False, every: Annotated[bool, typer.Option("--all", help="Closed ones too.")] = False
) -> None:
    """List the differences that wait for an operator; with `--all` all that ever were. Exit code 1 if any waits.

    Example: boxoffice money cases --all
    """
    found = at.ask(at_, lambda inspector: inspector.cases())
    shown([one for one in found if every or one.state in WAITING], json)


@money.command()
def apply(
    case: Annotated[str, typer.Argument(metavar="CASE", help="As `boxoffice money cases` names it.")],
    operator: Annotated[str, typer.Option(help="Who asks.", default_factory=name)],
    at_: At = "",
    json: AsJson = False,
) -> None:
    """Take the proposed step; where money moves, once a second operator asks too. Exit code 1 if it is not taken.

    A name proves nothing: in production it is refused, and two operators who are signed in ask at the door.

    Example: boxoffice money apply CASE --operator ada
    """
    said = answer(at_, ApplyCase(provider=COMPARE.provider, case_id=case, operator=operator))
    word, fields = type(said).__name__, said.model_dump(mode="json")
    if json:
        as_json({"type": word, **fields})
    else:
        why = REASONS[fields["reason"]].meaning if fields.get("reason") in REASONS else ""
        console().print(f"{word}: {why or fields.get('state') or operator}")
    raise typer.Exit(not isinstance(said, CaseApplied | CaseProposed))


async def compared(inspector: Inspector) -> list[MoneyCase]:
    """Once the reading is at its end. Raises Unreachable if that takes too long."""
    for _ in range(READS_AT_MOST):
        if not (await under_way(inspector) or await under_way(inspector)):
            return [one for one in await inspector.cases() if one.state in WAITING]
        await asyncio.sleep(READS_EVERY)
    raise Unreachable("the comparison is still under way: is the provider there?")


async def under_way(inspector: Inspector) -> bool:
    if await inspector.effects("payments", COMPARE.subject):
        return True
    return any(one.envelope.type in ("ProviderRead", "ObjectRead") for one in await inspector.waiting("payments"))


def shown(found: list[MoneyCase], json: bool) -> None:
    if json:
        as_json(found)
    else:
        console().print("\n".join(map(_line, found)) or "no difference")
    raise typer.Exit(any(one.state in WAITING for one in found))


def _line(one: MoneyCase) -> str:
    sums = f"{told(one.expected, one.currency)} due, {told(one.found, one.currency)} there"
    who = f"proposed by {one.proposed_by}" if one.state == "proposed" else one.reason
    what = f"{one.case_id}  {one.kind}  {one.booking_id or 'no booking'}"
    return f"{what}  {sums}  {one.proposal}  {one.state} {who}".rstrip()

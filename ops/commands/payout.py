"""`boxoffice money payout`: what organisers earned, were paid, and are owed."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import asdict
from typing import Annotated, Any

import typer

from contracts.money import amount
from ops import at
from ops.client.running import AsJson, At
from ops.commands.printing import as_json, console
from ops.inspector.owed import Owed

PARTS = ("sales", "tax", "fees", "disputed", "offline", "paid", "owed")


def payout(
    of: Annotated[str, typer.Argument(metavar="EVENT|ORGANISER", help="An event's id, or an organiser's.")],
    at_: At = "",
    json: AsJson = False,
) -> None:
    """Add up the ledger: what an organiser earned, was paid, and is owed. Exit code 1 if it has no entries.

    Example: boxoffice money payout ORGANISER --json
    """
    found = at.ask(at_, lambda inspector: inspector.owed(of))
    events = [{**asdict(one), "owed": one.owed} for one in found]
    if json:
        as_json({"events": events, "totals": totals(found)})
    else:
        console().print("\n".join([*map(line, events), *map(line, totals(found))]) or f"nothing was sold of {of}")
    raise typer.Exit(not found)


def totals(found: Sequence[Owed]) -> list[dict[str, Any]]:
    """By currency."""
    sums: dict[str, Counter[str]] = {}
    for one in found:
        sums.setdefault(one.currency, Counter()).update({name: getattr(one, name) for name in PARTS})
    return [{"currency": currency, **{name: sums[currency][name] for name in PARTS}} for currency in sorted(sums)]


def line(one: dict[str, Any]) -> str:
    parts = "  ".join(f"{name} {amount(one[name], one['currency'])}" for name in PARTS)
    return f"{one.get('event_id', 'total')}  {one['currency']}  {parts}"

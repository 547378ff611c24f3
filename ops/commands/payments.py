"""`boxoffice payments`: money that an operator must look after."""

from collections.abc import Sequence
from typing import Annotated

import typer

from contracts.money import money
from handlers.payments.rows import ENDED, Dispute, Stray
from ops import at
from ops.client.running import AsJson, At
from ops.commands.answered import answer
from ops.commands.printing import as_json, console
from ops.inspector.refunds import FailedRefund

payments = typer.Typer(no_args_is_help=True, help="Money that an operator must look after.")


@payments.command()
def stray(at_: At = "", json: AsJson = False) -> None:
    """List what the provider told of payments that are none of ours. Exit code 1 if there is any.

    Example: boxoffice payments stray --json
    """
    found = at.ask(at_, lambda inspector: inspector.strays())
    shown([_stray(one) for one in found], "no stray payments", found if json else None)


@payments.command("failed-refunds")
def failed_refunds(at_: At = "", json: AsJson = False) -> None:
    """List the refunds that the provider refused, or has not made for days. Exit code 1 if there is any.

    Example: boxoffice payments failed-refunds --json
    """
    found = at.ask(at_, lambda inspector: inspector.failed_refunds())
    shown([_failed(one) for one in found], "no refund has failed", found if json else None)


@payments.command()
def disputes(at_: At = "", json: AsJson = False) -> None:
    """List what buyers' banks ask back, by when an answer is due. Exit code 1 if any dispute is open.

    Example: boxoffice payments disputes --json
    """
    found = at.ask(at_, lambda inspector: inspector.disputes())
    if json:
        as_json(found)
    else:
        console().print("\n".join(map(_dispute, found)) or "no disputes")
    raise typer.Exit(any(one.status not in ENDED for one in found))


@payments.command("retry-refund")
def retry_refund(
    booking: Annotated[str, typer.Argument(metavar="BOOKING", help="The booking's id, as it is listed.")],
    at_: At = "",
    json: AsJson = False,
) -> None:
    """Have the provider asked once more for a refund that failed. Exit code 1 if there is no such refund.

    Example: boxoffice payments retry-refund BOOKING
    """
    known = at.ask(at_, lambda inspector: inspector.failed_refunds())
    failed = next((one for one in known if booking in (one.booking_id, f"{one.booking_id}/{one.refund_id}")), None)
    if failed is None:
        typer.echo(f"no refund of {booking} has failed", err=True)
        raise typer.Exit(1)
    said = answer(at_, failed.retried())
    name, fields = type(said).__name__, said.model_dump(mode="json")
    if json:
        as_json({"type": name, **fields})
    else:
        console().print(f"{name}: {fields.get('attempt') or fields.get('state') or fields.get('reason')}")
    raise typer.Exit(name != "RefundRetried")


def shown(lines: Sequence[str], nothing: str, found: object) -> None:
    """As text, or `found` as JSON if there is something to show in that way."""
    if found is not None:
        as_json(found)
    else:
        console().print("\n".join(lines) or nothing)
    raise typer.Exit(bool(lines))


def _stray(one: Stray) -> str:
    when = f"{one.created:%Y-%m-%d %H:%M:%S} UTC"
    return f"{when}  {one.provider_id}  {one.kind}  {money(one.price, one.currency)}  {one.provider_event_id}"


def _failed(one: FailedRefund) -> str:
    why = f"{one.reason or 'no reason'} (asked {one.attempt} times)"
    part = f"/{one.refund_id}" if one.refund_id else ""
    return f"{one.booking_id}{part}  {one.provider_id}  {money(one.price, one.currency)}  {why}"


def _dispute(one: Dispute) -> str:
    due = f"answer until {one.due:%Y-%m-%d %H:%M} UTC" if one.due and one.status not in ENDED else "no answer due"
    away = f"{money(one.away, one.currency)} withdrawn" if one.away else "nothing withdrawn"
    what = f"{one.booking_id}  {one.dispute_id}  {money(one.price, one.currency)}"
    return f"{what}  {one.reason}  {one.status}  {away}  {due}"

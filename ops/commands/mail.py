"""`boxoffice mail`: letters to all who want them, mails that were given up, and lost addresses."""

import hashlib
import json
from dataclasses import asdict
from typing import Annotated, get_args

import typer
from pydantic import ValidationError

from contracts.base import Message
from contracts.email import LetterBegun, LetterCounted, LetterKind, LiftBounce, MailRetried, SendLetter
from contracts.identity import account_id
from ops import at
from ops.client.running import AsJson, At
from ops.commands.account import account_at, said
from ops.commands.answered import answer

mail = typer.Typer(no_args_is_help=True, help="Mails: letters to all, those given up, and addresses that were lost.")

KINDS: tuple[str, ...] = get_args(LetterKind)
SAYS: dict[type[Message], str] = {
    LetterCounted: "{people} people would be mailed; say --send to mail them",
    LetterBegun: "{people} people are being mailed",
}


@mail.callback()
def mails() -> None:
    """Mails: letters to all, those given up, and addresses that were lost."""


@mail.command("lift")
def lift(
    address: Annotated[str, typer.Argument(help="The account's mail address.")], at_: At = "", as_json: AsJson = False
) -> None:
    """Mail an address again from which a mail came back for good. Exit code 1 if none did.

    Example: boxoffice mail lift ada@example.com
    """
    said(at_, LiftBounce(account_id=account_id(account_at(address, at_))), as_json)


@mail.command("all")
def all_(
    kind: Annotated[str, typer.Argument(metavar="KIND", help=f"One of {', '.join(KINDS)}.")],
    title: Annotated[str, typer.Option(help="The mail's subject.")],
    text: Annotated[typer.FileText, typer.Option(help="The file with its text, - for what is typed.")],
    send: Annotated[bool, typer.Option("--send", help="Mail it; without this it is only counted.")] = False,
    at_: At = "",
    as_json: AsJson = False,
) -> None:
    """Count who wants such a mail and is reached; with `--send`, mail each of them once, however often it is said.

    Example: boxoffice mail all newsletter --title "In autumn" --text docs/examples/letter.txt
    """
    if kind not in KINDS:
        raise typer.BadParameter(f"one of {', '.join(KINDS)}")
    try:
        asked = letter(kind, title.strip(), text.read().strip(), dry=not send)
    except UnicodeDecodeError as wrong:
        raise typer.BadParameter(f"{text.name} is no text: {wrong}") from None
    except ValidationError as wrong:
        raise typer.BadParameter("; ".join(f"{one['loc'][0]}: {one['msg']}" for one in wrong.errors())) from None
    answered = answer(at_, asked)
    told = {"type": type(answered).__name__, **answered.model_dump(mode="json")}
    text_ = SAYS.get(type(answered), "it is refused: {reason}").format_map(told)
    typer.echo(json.dumps(told) if as_json else text_)
    raise typer.Exit(type(answered) not in SAYS)


def letter(kind: str, title: str, text: str, dry: bool) -> SendLetter:
    """The same words are the same letter. Raises ValidationError."""
    id_ = hashlib.sha256("\0".join((kind, title, text)).encode()).hexdigest()[:32]
    return SendLetter.model_validate({"letter_id": id_, "kind": kind, "title": title, "text": text, "dry": dry})


@mail.command()
def failed(at_: At = "", as_json: AsJson = False) -> None:
    """List the mails that were given up, by reason; not those that nobody wants. Exit code 1 if there are any.

    Example: boxoffice mail failed
    """
    found = at.ask(at_, lambda inspector: inspector.failed_mails())
    if as_json:
        typer.echo(json.dumps([asdict(one) for one in found]))
    else:
        lines = [f"{one.message_id}  {one.kind} to {one.recipient} of {one.matter}  {one.reason}" for one in found]
        typer.echo("\n".join(lines) or "no mail was given up")
    raise typer.Exit(bool(found))


@mail.command()
def again(
    message_id: Annotated[str, typer.Argument(metavar="ID", help="As `boxoffice mail failed` lists it.")],
    at_: At = "",
    as_json: AsJson = False,
) -> None:
    """Try a mail again that was given up. Exit code 1 if there is none, or its code is forgotten.

    Example: boxoffice mail again ID
    """
    found = at.ask(at_, lambda inspector: inspector.failed_mails())
    one = next((one for one in found if one.message_id == message_id), None)
    if one is None:
        typer.echo("no such mail was given up", err=True)
        raise typer.Exit(1)
    told = answer(at_, one.retried())
    word = type(told).__name__
    typer.echo(json.dumps({"type": word, **told.model_dump(mode="json")}) if as_json else f"{word}: {one.kind}")
    raise typer.Exit(not isinstance(told, MailRetried))

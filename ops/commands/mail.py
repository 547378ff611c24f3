"""`boxoffice mail`: letters to all who want them, and an address from which mails came back."""

import hashlib
import json
from typing import Annotated, get_args

import typer
from pydantic import ValidationError

from contracts.base import Message
from contracts.email import LetterBegun, LetterCounted, LetterKind, LiftBounce, SendLetter
from contracts.identity import account_id
from ops.client.running import AsJson, At
from ops.commands.account import account_at, said
from ops.commands.answered import answer

mail = typer.Typer(no_args_is_help=True, help="Mails: letters to all, and addresses that were lost.")

KINDS: tuple[str, ...] = get_args(LetterKind)
SAYS: dict[type[Message], str] = {
    LetterCounted: "{people} people would be mailed; say --send to mail them",
    LetterBegun: "{people} people are being mailed",
}


@mail.callback()
def mails() -> None:
    """Mails: letters to all, and addresses that were lost."""


@mail.command("lift")
def lift(
    address: Annotated[str, typer.Argument(help="The account's mail address.")], at: At = "", as_json: AsJson = False
) -> None:
    """Mail an address again from which a mail came back for good.

    Example: boxoffice mail lift ada@example.com
    """
    said(at, LiftBounce(account_id=account_id(account_at(address, at))), as_json)


@mail.command("all")
def all_(
    kind: Annotated[str, typer.Argument(metavar="KIND", help=f"One of {', '.join(KINDS)}.")],
    title: Annotated[str, typer.Option(help="The mail's subject.")],
    text: Annotated[typer.FileText, typer.Option(help="The file with its text, - for what is typed.")],
    send: Annotated[bool, typer.Option("--send", help="Mail it; without this it is only counted.")] = False,
    at: At = "",
    as_json: AsJson = False,
) -> None:
    """Count who wants such a mail and is reached; with `--send`, mail each of them once, however often it is said.

    Example: boxoffice mail all newsletter --title "In autumn" --text autumn.txt
    """
    if kind not in KINDS:
        raise typer.BadParameter(f"one of {', '.join(KINDS)}")
    try:
        asked = letter(kind, title.strip(), text.read().strip(), dry=not send)
    except ValidationError as wrong:
        raise typer.BadParameter("; ".join(f"{one['loc'][0]}: {one['msg']}" for one in wrong.errors())) from None
    answered = answer(at, asked)
    told = {"type": type(answered).__name__, **answered.model_dump(mode="json")}
    text_ = SAYS.get(type(answered), "it is refused: {reason}").format_map(told)
    typer.echo(json.dumps(told) if as_json else text_)
    raise typer.Exit(type(answered) not in SAYS)


def letter(kind: str, title: str, text: str, dry: bool) -> SendLetter:
    """The same words are the same letter. Raises ValidationError."""
    id_ = hashlib.sha256("\0".join((kind, title, text)).encode()).hexdigest()[:32]
    return SendLetter.model_validate({"letter_id": id_, "kind": kind, "title": title, "text": text, "dry": dry})

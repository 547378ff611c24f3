"""What a command says where the door refuses, and where nobody opens it."""

import json
from collections.abc import Iterator
from contextlib import contextmanager

import aiohttp
import typer

from ops.client.door import Refusal


@contextmanager
def or_exit(nothing: str, as_json: bool = False) -> Iterator[None]:
    """The process ends with 1 for a refusal, with 2 if nobody opens or answers. `nothing` is what it says first."""
    try:
        yield
    except Refusal as refusal:
        tell(refusal, f"{nothing}: {refusal}", as_json)
        raise typer.Exit(1) from refusal
    except (aiohttp.ClientError, TimeoutError) as failure:
        typer.echo(f"{nothing}: {str(failure) or 'nobody answered in time'}", err=True)
        raise typer.Exit(2) from failure


def tell(refusal: Refusal, text: str, as_json: bool) -> None:
    """A machine looks for it where it looks for an answer: `refused` is its code, beside the problem."""
    if as_json:
        typer.echo(json.dumps({**refusal.problem, "refused": refusal.code}))
    else:
        typer.echo(text, err=True)

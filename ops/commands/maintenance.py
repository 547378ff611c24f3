"""`boxoffice maintenance`: nothing new begins while operators work, and all that runs ends."""

import json
import time
from datetime import UTC, datetime
from typing import Annotated

import typer

from edge.board import Board
from edge.maintenance.notice import LONGEST, OFF, Notice, as_written, written
from edge.redis_keys import MAINTENANCE
from ops.board import at_board
from ops.client.running import AsJson, At

maintenance = typer.Typer(no_args_is_help=True, help="Whether bookings, or any changes, have to wait.")
ReadOnly = Annotated[bool, typer.Option("--read-only", help="Not bookings alone: any change, but what ends something.")]
Minutes = Annotated[float, typer.Option(min=0.05, max=LONGEST / 60, help="When people may come back.")]
Text = Annotated[str, typer.Option(help="What people are told.")]


@maintenance.callback()
def group() -> None:
    """Whether bookings, or any changes, have to wait."""


@maintenance.command()
def on(
    read_only: ReadOnly = False, minutes: Minutes = 30, text: Text = "", at: At = "", as_json: AsJson = False
) -> None:
    """Refuse what would begin a booking, at all doors, until it is switched off or the minutes are over.

    Example: boxoffice maintenance on --minutes 15 --text "Back at noon."
    """
    seconds = minutes * 60
    notice = Notice("read_only" if read_only else "no_bookings", time.time() + seconds, text)
    shown(at_board(at, lambda board: said(board, notice, seconds)), as_json)


@maintenance.command()
def off(at: At = "", as_json: AsJson = False) -> None:
    """Let everything begin again, now.

    Example: boxoffice maintenance off
    """
    shown(at_board(at, lambda board: said(board, OFF, LONGEST)), as_json)


@maintenance.command()
def show(at: At = "", as_json: AsJson = False) -> None:
    """What is refused, and until when.

    Example: boxoffice maintenance show --json
    """
    shown(at_board(at, stands), as_json)


async def said(board: Board, notice: Notice, seconds: float) -> Notice:
    await board.write(MAINTENANCE, written(notice), seconds)
    return notice


async def stands(board: Board) -> Notice:
    text = await board.read(MAINTENANCE)
    return (as_written(text) if text else OFF).at(time.time())


def shown(notice: Notice, as_json: bool) -> None:
    until = datetime.fromtimestamp(notice.until, UTC).isoformat(timespec="seconds") if notice != OFF else ""
    if as_json:
        typer.echo(json.dumps({"mode": notice.mode, "until": until or None, "text": notice.text}))
    else:
        typer.echo(" ".join(part for part in (notice.mode, until and f"until {until}", notice.text) if part))

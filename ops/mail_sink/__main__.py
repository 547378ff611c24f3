"""`python -m ops.mail_sink --smtp-port 3025 --http-port 3020`."""

import argparse
import asyncio
import json
import signal
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ops.mail_sink.serving import HOST, serving

Ready = Callable[[dict[str, Any]], None]


def main(args: list[str] | None = None, ready: Ready | None = None) -> None:
    """Serves until a signal ends it; fails when a port is taken. `ready` is told where it serves."""
    chosen = parser().parse_args(args)
    asyncio.run(until_signalled(chosen, ready or (lambda said: announce(said, chosen.ready_file))))


def parser() -> argparse.ArgumentParser:
    arguments = argparse.ArgumentParser("python -m ops.mail_sink", description="Takes every mail and shows it.")
    arguments.add_argument("--host", default=HOST)
    arguments.add_argument("--smtp-port", type=int, default=0, help="0 takes a free one")
    arguments.add_argument("--http-port", type=int, default=0, help="0 takes a free one")
    arguments.add_argument("--ready-file", type=Path, help="gets the addresses, as JSON, once it serves")
    return arguments


async def until_signalled(chosen: argparse.Namespace, ready: Ready) -> None:
    ended, loop = asyncio.Event(), asyncio.get_running_loop()
    for sign in (signal.SIGINT, signal.SIGTERM):
        loop.add_signal_handler(sign, ended.set)
    async with serving(chosen.smtp_port, chosen.http_port, chosen.host) as sink:
        ready({"smtp": sink.smtp, "http": sink.http})
        await ended.wait()


def announce(said: dict[str, Any], ready_file: Path | None) -> None:
    """The file appears whole or not at all."""
    print(json.dumps(said), flush=True)
    if ready_file is not None:
        draft = ready_file.with_name(f"{ready_file.name}.draft")
        draft.write_text(json.dumps(said))
        draft.replace(ready_file)


if __name__ == "__main__":
    main()

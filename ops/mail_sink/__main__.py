"""`python -m ops.mail_sink --smtp-port 3025 --http-port 3020`."""

import argparse
import asyncio
import json
from collections.abc import Callable
from pathlib import Path
from typing import Any

from ops.mail_sink.serving import HOST, serving
from ops.ready_file import write_whole
from ops.until_signalled import until_signalled

Ready = Callable[[dict[str, Any]], None]


def main(args: list[str] | None = None, ready: Ready | None = None) -> None:
    """Serves until a signal ends it; fails when a port is taken. `ready` is told where it serves."""
    chosen = parser().parse_args(args)
    told = ready or (lambda said: announce(said, chosen.ready_file))
    opening = serving(chosen.smtp_port, chosen.http_port, chosen.host, chosen.data)
    asyncio.run(until_signalled(opening, lambda sink: told({"smtp": sink.smtp, "http": sink.http})))


def parser() -> argparse.ArgumentParser:
    arguments = argparse.ArgumentParser("python -m ops.mail_sink", description="Takes every mail and shows it.")
    arguments.add_argument("--host", default=HOST)
    arguments.add_argument("--smtp-port", type=int, default=0, help="0 takes a free one")
    arguments.add_argument("--http-port", type=int, default=0, help="0 takes a free one")
    arguments.add_argument("--data", type=Path, help="keeps the mails in this file, for the next start")
    arguments.add_argument("--ready-file", type=Path, help="gets the addresses, as JSON, once it serves")
    return arguments


def announce(said: dict[str, Any], ready_file: Path | None) -> None:
    print(json.dumps(said), flush=True)
    if ready_file is not None:
        write_whole(ready_file, said)


if __name__ == "__main__":
    main()

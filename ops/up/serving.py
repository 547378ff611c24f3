"""A house is open until a signal ends it; meanwhile its ready files are there."""

import json
import os
import socket
import time
from collections.abc import Callable, Sequence
from contextlib import AbstractAsyncContextManager, suppress
from pathlib import Path
from typing import Any
from urllib.parse import urlsplit

from ops.ready_file import write_whole
from ops.until_signalled import until_signalled

Found = dict[str, Any]
"""What is announced: addresses, by name."""


async def serve(
    house: AbstractAsyncContextManager[Found], tell: Callable[[Found, float], None], files: Sequence[Path], began: float
) -> None:
    """`tell` hears what was opened, and after how many seconds since `began`."""

    def opened(found: Found) -> None:
        for file in files:
            write_whole(file, found)
        tell(found, time.monotonic() - began)

    await until_signalled(house, opened)
    for file in files:
        file.unlink(missing_ok=True)


def free_place(folder: Path) -> list[Path]:
    """The ready file that commands look for by themselves, unless a box office that answers has it, or nobody may
    write it.
    """
    file = folder / "ready.json"
    with suppress(OSError, ValueError, KeyError):
        there = urlsplit(json.loads(file.read_text())["edge"])
        with socket.create_connection((there.hostname, there.port), timeout=1):
            return []
    with suppress(OSError):
        folder.mkdir(exist_ok=True)
    return [file] if folder.is_dir() and os.access(folder, os.W_OK) else []

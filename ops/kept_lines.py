"""Lines in a file, which outlive the process that writes them."""

import os
from collections.abc import Iterable, Iterator
from io import BufferedWriter
from pathlib import Path


class KeptLines:
    """A line that was added is there after a SIGKILL, but perhaps not after the machine lost its power: none is synced.

    Only the last one can be torn, by who was killed while it was written; it is not read.
    """

    def __init__(self, file: Path) -> None:
        self.file = file
        self.out: BufferedWriter | None = None

    def read(self) -> Iterator[bytes]:
        """The oldest first; none if there is no file yet."""
        if self.file.exists():
            with self.file.open("rb") as lines:
                yield from (line for line in lines if line.endswith(b"\n"))

    def begin(self, lines: Iterable[bytes] = ()) -> None:
        """The file has these alone, all at once, and others may be added. Only its owner may read it."""
        self.close()
        self.file.parent.mkdir(parents=True, exist_ok=True)
        draft = self.file.with_name(f"{self.file.name}.part")
        flags = os.O_WRONLY | os.O_CREAT | os.O_TRUNC | os.O_APPEND
        self.out = os.fdopen(os.open(draft, flags, 0o600), "wb")
        self.add(lines)
        draft.replace(self.file)

    def add(self, lines: Iterable[bytes]) -> None:
        """`begin` comes first."""
        assert self.out is not None
        self.out.writelines(line + b"\n" for line in lines)
        self.out.flush()

    def close(self) -> None:
        if self.out is not None:
            self.out.close()
            self.out = None

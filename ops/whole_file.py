"""A file is written whole or not at all, also where the disk is full, or its writer dies meanwhile."""

import os
from pathlib import Path

FOR_ALL, FOR_ITS_OWNER = 0o644, 0o600


def replace(file: Path, text: str, mode: int = FOR_ALL) -> None:
    """Raises OSError; then what was there before is there still."""
    part = file.with_name(f"{file.name}.part")
    part.unlink(missing_ok=True)
    with os.fdopen(os.open(part, os.O_WRONLY | os.O_CREAT | os.O_EXCL, mode), "w") as written:
        written.write(text)
        written.flush()
        os.fsync(written.fileno())
    part.replace(file)

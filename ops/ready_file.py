"""A ready file: what others find by it is there, and serves."""

import json
from pathlib import Path
from typing import Any


def write_whole(file: Path, value: dict[str, Any]) -> None:
    """It appears whole, or not at all."""
    part = file.with_name(f"{file.name}.part")
    part.write_text(json.dumps(value, indent=1))
    part.rename(file)

"""A ready file: what others find by it is there, and serves."""

import json
from pathlib import Path
from typing import Any

from ops.whole_file import replace


def write_whole(file: Path, value: dict[str, Any]) -> None:
    """It appears whole, or not at all."""
    replace(file, json.dumps(value, indent=1))

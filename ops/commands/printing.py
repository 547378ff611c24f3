"""How commands print: JSON as it is, or text that a person reads."""

import json
import sys
from dataclasses import asdict, is_dataclass
from datetime import datetime, timedelta
from typing import Any

from rich.console import Console

WIDEST = 10_000
"""Characters: as good as no bound."""


def as_json(value: Any) -> None:
    print(json.dumps(value, default=_plain, ensure_ascii=False))


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, datetime):
        return value.isoformat()
    if isinstance(value, timedelta):
        return value.total_seconds()
    return str(value)


def console(whole: bool = False) -> Console:
    """What was said by others is printed as it is, no markup; `whole`, as for whom no terminal reads, at any width."""
    wide = whole or not sys.stdout.isatty()
    return Console(markup=False, emoji=False, highlight=False, soft_wrap=True, width=WIDEST if wide else None)

"""What a client reads, as JSON, from rows that lie in order."""

from collections.abc import Sequence
from typing import Any, TypeVar

import msgspec

T = TypeVar("T")


def json_of(value: Any) -> bytes:
    """Times are told with their offset, as the database tells them."""
    return msgspec.json.encode(plain(value))


def plain(value: Any) -> Any:
    if isinstance(value, dict):
        return {name: plain(one) for name, one in value.items()}
    if isinstance(value, list | tuple):
        return [plain(one) for one in value]
    return value.isoformat() if hasattr(value, "isoformat") else value


def page(shown: Sequence[dict[str, Any]], size: int) -> bytes:
    """`next` is the last one's id, where the page is full."""
    items = shown[:size]
    return json_of({"items": items, "next": items[-1]["id"] if 0 < size == len(items) else None})

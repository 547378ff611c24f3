"""One piece of news, and how later ones win over earlier ones."""

from typing import Any, NamedTuple

import msgspec

from edge.live.messages import news


class Item(NamedTuple):
    """The changes `start` to `end` of a channel."""

    start: int
    end: int
    body: bytes

    def frame(self, name: str) -> bytes:
        return news(name, self.start, self.end, self.body)


class Kind(msgspec.Struct):
    type: str = ""


def kind_of(item: Item) -> str:
    """Empty where the body names none."""
    try:
        return msgspec.json.decode(item.body, type=Kind).type
    except msgspec.MsgspecError:
        return ""


def merged(items: list[Item]) -> Item:
    """One item for all: per key the later wins, dicts are merged key by key. A body that is no dict wins whole."""
    if len(items) == 1:
        return items[0]
    return Item(items[0].start, items[-1].end, _merged_body([item.body for item in items]))


def _merged_body(bodies: list[bytes]) -> bytes:
    merged: dict[str, Any] = {}
    try:
        for body in bodies:
            _lay_over(merged, msgspec.json.decode(body, type=dict[str, Any]))
    except msgspec.DecodeError:
        return bodies[-1]
    return msgspec.json.encode(merged)


def _lay_over(below: dict[str, Any], above: dict[str, Any]) -> None:
    for key, value in above.items():
        old = below.get(key)
        below[key] = {**old, **value} if isinstance(old, dict) and isinstance(value, dict) else value

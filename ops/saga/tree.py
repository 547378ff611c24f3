"""The messages as a tree: each below the one that caused it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from handlers.audit.rows import Entry
from ops.saga.kinship import Inner, causes


@dataclass
class Node:
    """`gap` is the time in ms since the message above was said."""

    id: str
    type: str
    by: str
    at: datetime
    topic: str
    subject: str
    actor: str = ""
    gap: float | None = None
    through: tuple[str, ...] = ()
    """What the service said to itself between the message above and this one, first to last."""
    by_itself: bool = False
    """A timer, or something else that left no trace, stands between: the place in the tree is a guess."""
    below: list["Node"] = field(default_factory=list)


def tree(entries: Sequence[Entry], words: Mapping[str, Inner]) -> list[Node]:
    """The roots, by time. What has a cause that nobody recorded follows what its service said last."""
    nodes = {entry.id: _node(entry) for entry in entries}
    roots = []
    for entry in entries:
        node, (above, through) = nodes[entry.id], _above(entry, nodes, words)
        node.through = through
        if above is None and entry.causation:
            above, node.by_itself = _last(entry, entries, nodes), True
        if above is None:
            roots.append(node)
            continue
        node.gap = round((node.at - above.at).total_seconds() * 1000, 1)
        above.below.append(node)
    return roots


def _node(entry: Entry) -> Node:
    return Node(entry.id, entry.type, entry.source, entry.at, entry.topic, entry.subject, entry.actor)


def _above(entry: Entry, nodes: Mapping[str, Node], words: Mapping[str, Inner]) -> tuple[Node | None, tuple[str, ...]]:
    through: list[str] = []
    for id_ in causes(entry.causation, words):
        if id_ in nodes:
            return nodes[id_], tuple(reversed(through))
        if id_ in words and words[id_].type:
            through.append(words[id_].type)
    return None, tuple(reversed(through))


def _last(entry: Entry, entries: Sequence[Entry], nodes: Mapping[str, Node]) -> Node | None:
    earlier = [one for one in entries if one.source == entry.source and one.at < entry.at and one.id != entry.id]
    return nodes[earlier[-1].id] if earlier else None

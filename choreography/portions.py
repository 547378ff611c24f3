"""A batch names so many rows at most: what names more is handled in portions, each a batch of its own."""

from collections.abc import Iterator

from choreography.intake import Item
from choreography.service import Service

ROWS_AT_MOST = 5_000


def portions(service: Service, items: list[Item], at_most: int = ROWS_AT_MOST) -> Iterator[list[Item]]:
    """The items in their order. One that names more than that alone is a portion alone."""
    portion, size = list[Item](), 0
    for item in items:
        more = named(service, item)
        if portion and more and size + more > at_most:
            yield portion
            portion, size = [], 0
        portion.append(item)
        size += more
    if portion:
        yield portion


def named(service: Service, item: Item) -> int:
    """How many rows must be loaded for it, at most."""
    step = service.steps.get(type(item.message)) if item.message else None
    if step is None:
        return 0
    return sum(len(getattr(item.message, need.names[-1])) if need.kind == "list" else 1 for need in step.needs)

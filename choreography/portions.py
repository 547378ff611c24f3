"""A batch names so many rows, and weighs so much, at most: what is more is handled in portions, each a batch alone."""

from collections.abc import Iterator

from choreography.intake import Item
from choreography.service import Service

ROWS_AT_MOST = 5_000
BYTES_AT_MOST = 1024 * 1024
"""Of the bodies."""


def portions(
    service: Service, items: list[Item], rows: int = ROWS_AT_MOST, size: int = BYTES_AT_MOST
) -> Iterator[list[Item]]:
    """The items in their order. One that is more than that alone is a portion alone."""
    portion, has, weighs = list[Item](), 0, 0
    for item in items:
        more, heavier = named(service, item), len(item.body)
        if portion and ((more and has + more > rows) or (heavier and weighs + heavier > size)):
            yield portion
            portion, has, weighs = [], 0, 0
        portion.append(item)
        has, weighs = has + more, weighs + heavier
    if portion:
        yield portion


def named(service: Service, item: Item) -> int:
    """How many rows must be loaded for it, at most."""
    step = service.steps.get(type(item.message)) if item.message else None
    if step is None:
        return 0
    return sum(len(getattr(item.message, need.names[-1])) if need.kind == "list" else 1 for need in step.needs)

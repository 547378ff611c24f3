"""What anybody could read of a sale's queue once it is over, and whether it is in order."""

from collections.abc import Iterator

from contracts.draw import commitment
from contracts.waiting_room import QueueDrawn
from handlers.waiting_room.rows import Place, Queue
from ops.queue_log import wrong
from ops.queue_ranks import Receipt
from ops.simulate.books import rows
from ops.simulate.world import World


def misranked(world: World) -> Iterator[str]:
    """Where nobody takes a second place, so that the places are all receipts."""
    places = sorted(rows(world, "waiting_room", Place), key=lambda one: one.receipt)
    receipts = [Receipt(p.place_id, p.receipt, p.joined_at, p.chain, p.rank, p.state) for p in places]
    for queue, drawn in zip(rows(world, "waiting_room", Queue), draws(world), strict=True):
        shown = {**drawn.model_dump(), "commitment": commitment(drawn.seed), "served": queue.served}
        yield from wrong(shown, receipts)


def draws(world: World) -> list[QueueDrawn]:
    said = (one for facts in world.diary.facts.values() for one in facts if one.envelope.type == "QueueDrawn")
    return [QueueDrawn.model_validate_json(one.body) for one in said]

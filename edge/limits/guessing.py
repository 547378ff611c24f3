"""Discount codes are words that somebody may guess: whoever gives one is counted, and so is the address."""

from typing import TYPE_CHECKING

from edge.limits.guard import who

if TYPE_CHECKING:
    from edge.routes.common import AnyRequest
    from edge.world import World


async def spend_guess(request: "AnyRequest", world: "World", code: str) -> None:
    """Right ones count, too, so that the answer tells nothing else. Raises Problem."""
    if code:
        for name in ("discounts", "guesses"):
            await world.limits.spend(request.scope, name, who(request, world.limits.rules[name]))

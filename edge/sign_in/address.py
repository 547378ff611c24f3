"""Which account is asked where somebody comes with a mail address."""

from typing import TYPE_CHECKING

from choreography.blind import blind_index
from choreography.ports import Unreachable
from contracts.identity import normal

if TYPE_CHECKING:
    from edge.world import World


async def account_of(world: "World", mail: str) -> tuple[str, str]:
    """The account, and the address's own blind index: they differ where somebody has gone over to the address.

    Where nobody can say, it is the account that was opened with it: identity knows whether it still is found so.
    """
    address = blind_index(normal(mail), world.blind)
    try:
        return await world.people.owner(address) or address, address
    except Unreachable:
        return address, address

"""From which device somebody signs in, and what its sign still says."""

from typing import TYPE_CHECKING

from choreography.ports import Unreachable
from contracts.identity import account_id

if TYPE_CHECKING:
    from edge.world import World


async def device_of(world: "World", token: str, account: str) -> tuple[str, str]:
    """The device and the session that began there last; both empty if the account was not signed in to from it, or
    its owner has signed everybody out since.

    Where nobody can say when that was, the token counts: it opens nothing by itself.
    """
    device = world.devices.known(token, account)
    if not device or await is_void(world, token, account):
        return "", ""
    return device, world.devices.session(token, account)


async def is_void(world: "World", token: str, account: str) -> bool:
    try:
        since = await world.people.devices_from(account_id(account))
    except Unreachable:
        return False
    return since is not None and world.devices.made(token) < int(since.timestamp())

"""Which account is asked where somebody comes with a mail address."""

from typing import TYPE_CHECKING

from choreography.blind import blind_indexes
from choreography.keyring import is_erased
from choreography.ports import Unreachable
from contracts.identity import account_id, normal
from edge.problem import Problem

if TYPE_CHECKING:
    from edge.world import World


async def account_of(world: "World", mail: str) -> tuple[str, str]:
    """The account, and the address's own blind index: they differ where somebody has gone over to the address.

    Whose account it was before may be erased: then the address has another index, as if nobody had ever had it. Where
    nobody can say, it is the account that was opened with it: identity knows whether it still is found so. Raises
    Problem.
    """
    for address in blind_indexes(normal(mail), world.blind):
        try:
            account = await world.people.owner(address) or address
            spent = await is_erased(world.keyring, account_id(account))
        except Unreachable:
            return address, address
        if not spent:
            return account, address
    raise Problem(409, "account_erased")

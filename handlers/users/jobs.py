"""What users does by the clock: who has left has no key, whatever copy of the keyring was put back."""

from typing import Any

from choreography.memory.books import Books
from choreography.service import Job, Tell
from handlers.users.service import users

DAY = 86_400.0
AT_ONCE = 1_000
"""People of one statement."""
AGAIN = """select max(account_id) from (
    select account_id, keyring.erase_key(account_id) from departure where account_id > $1 order by account_id limit $2
) as gone"""


async def erase_again(place: Any, tell: Tell) -> None:
    """In memory no copy comes back."""
    last = None if isinstance(place, Books) else ""
    while last is not None:
        last = await place.fetchval(AGAIN, last, AT_ONCE)


users.jobs = (Job("erase again", DAY, erase_again, at_once=True),)

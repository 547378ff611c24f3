"""What people are in organisations is looked up now and then, not with every request."""

import pytest

from choreography.ports import Unreachable
from contracts.rights import MemberRole
from edge.auth.roles import Roles


class Read:
    def __init__(self) -> None:
        self.asked, self.role = 0, "door"
        self.away = False

    async def __call__(self, account_id: str) -> dict[str, MemberRole]:
        self.asked += 1
        if self.away:
            raise Unreachable("away")
        return {"o1": self.role}  # type: ignore[dict-item]


async def test_who_asks_again_within_the_time_is_not_looked_up_again() -> None:
    roles = Roles(read := Read(), kept=60)
    assert [await roles.of("ann") for _ in range(3)] == [{"o1": "door"}] * 3 and read.asked == 1


async def test_another_role_holds_once_the_time_is_over() -> None:
    roles = Roles(read := Read(), kept=0)
    assert await roles.of("ann") == {"o1": "door"}
    read.role = "manager"
    assert await roles.of("ann") == {"o1": "manager"}


async def test_who_cannot_be_looked_up_is_not_guessed() -> None:
    roles = Roles(read := Read(), kept=0)
    await roles.of("ann")
    read.away = True
    with pytest.raises(Unreachable):
        await roles.of("ann")

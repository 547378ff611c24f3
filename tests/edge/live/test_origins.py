"""Whose page opens a socket."""

import pytest

from edge.live.route import origin_allowed
from tests.edge.house import House, open_house

PAGE = "https://tickets.example"


def allowed(house: House, origin: str | None) -> bool:
    return origin_allowed(house.world.hub.hall.settings, origin)


@pytest.mark.parametrize("lets", [True, False])
async def test_a_house_without_programs_refuses_who_says_no_origin(lets: bool) -> None:
    async with open_house(origins=frozenset({PAGE}), missing_origin=lets) as house:
        assert allowed(house, None) is lets
        assert allowed(house, PAGE) and not allowed(house, f"{PAGE}.evil.example") and not allowed(house, "")

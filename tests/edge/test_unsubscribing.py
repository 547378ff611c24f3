"""Which mails a link in a mail gives up."""

from typing import get_args

import pytest

from choreography.marks import mark
from contracts.users import FirstGroup, Unsubscribe
from tests.edge.house import House, open_house

LINK = f"/mail/unsubscribe?account=ann&mark={mark('unsubscribe', 'ann')}"


async def given_up(path: str) -> list[FirstGroup]:
    async with open_house(sign_in_within=0.05) as house:
        assert (await house.client.post(path)).status_code == 202
        return [Unsubscribe.model_validate(body).group for _, body in house.log.of("Unsubscribe")]


@pytest.mark.parametrize("group", get_args(FirstGroup))
async def test_a_link_gives_up_the_mails_of_its_group(group: FirstGroup) -> None:
    assert await given_up(f"{LINK}&group={group}") == [group]


async def test_a_link_in_an_invitation_declines_all_to_come(house: House) -> None:
    house.world.settings.sign_in_within = 0
    assert (await house.client.post(f"{LINK}&group=invitations")).status_code == 202
    assert [body for _, body in house.log.of("DeclineInvitations")] == [{"account_id": "ann"}]


async def test_a_link_of_before_there_were_groups_gives_up_news() -> None:
    assert await given_up(LINK) == ["news"]


@pytest.mark.parametrize("method", ["GET", "POST"])
async def test_a_group_that_there_is_not_is_refused(house: House, method: str) -> None:
    said = await house.client.request(method, f"{LINK}&group=tickets")
    assert (said.status_code, said.json()["code"]) == (422, "invalid")
    assert not house.log.of("Unsubscribe")

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


DAMAGED = [LINK[:-1], LINK.partition("&")[0], "/mail/unsubscribe", f"{LINK}&group=new", LINK.replace("ann", "ben")]


@pytest.mark.parametrize("method", ["GET", "POST"])
@pytest.mark.parametrize("link", DAMAGED)
async def test_a_damaged_link_is_a_page_to_a_person_and_a_problem_to_a_program(
    house: House, method: str, link: str
) -> None:
    page = await house.client.request(method, link, headers={"Accept": "text/html,application/xhtml+xml,*/*;q=0.8"})
    said = await house.client.request(method, link)
    assert page.status_code == said.status_code in (403, 422) and said.json()["code"] in ("forbidden", "invalid")
    assert page.headers["content-type"].startswith("text/html") and "This link is not whole" in page.text
    assert not house.log.of("Unsubscribe")


async def test_only_of_the_link_a_page_says_that_it_is_not_whole(house: House) -> None:
    house.log.away = True
    said = await house.client.post(LINK, headers={"Accept": "text/html"})
    assert (said.status_code, said.json()["code"]) == (503, "unavailable")

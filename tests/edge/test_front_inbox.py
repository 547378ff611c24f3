"""What I was told, at the door: in memory, and on real servers."""

import pytest

from tests.edge.front import Front

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]


async def test_a_bought_ticket_stands_in_its_buyers_inbox_until_it_is_read(front: Front) -> None:
    organiser, buyer = await front.person(organiser=True), await front.person()
    booking = (await front.buys(buyer, await front.on_sale(organiser), "stalls-A1")).json()["booking_id"]
    (told,) = (await buyer.becomes("/me/inbox", lambda inbox: inbox["unread"] == 1))["items"]
    assert (told["kind"], told["matter"], told["read"]) == ("confirmed", booking, False)
    assert told["facts"]["places"] == "stalls-A1" and buyer.mail not in str(told)
    said = await buyer.asks("POST", "/me/inbox/read", json={"until": told["at"]})
    assert (said.status_code, said.json()["type"]) == (200, "InboxRead")
    (read,) = (await buyer.sees("/me/inbox", unread=0))["items"]
    assert read == told | {"read": True}
    assert (await organiser.asks("GET", "/me/inbox")).json() == {"items": [], "next": None, "unread": 0}


async def test_a_socket_tells_its_owner_of_a_notice_and_nobody_else(front: Front) -> None:
    buyer, other = await front.person(), await front.person()
    event = await front.on_sale(await front.person(organiser=True))
    async with front.live(buyer) as mine, front.live(other) as foreign:
        for watcher in (mine, foreign):
            assert (await watcher.asks("subscribe", channel="me"))["type"] == "subscribed"
        await front.buys(buyer, event, "stalls-A1")
        told = (await mine.news_until("NoticePosted"))[-1]
        assert (await foreign.asks("ping")) == {"type": "pong"}
    assert told.keys() == {"type", "at", "id", "kind", "link"} and told["kind"] == "confirmed"
    inbox = await buyer.becomes(told["link"], lambda inbox: inbox["unread"] == 1)
    assert [one["id"] for one in inbox["items"]] == [told["id"]]

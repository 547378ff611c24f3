"""What an organiser says to all who have tickets, at the door: in memory, and on real servers."""

import pytest

from tests.edge.front import Front

pytestmark = [pytest.mark.real, pytest.mark.parametrize("front", ["memory", "real"], indirect=True)]
SAID = {"text": "Doors open an hour earlier."}


async def test_who_has_tickets_is_told_once_a_day_and_may_want_no_more_of_it(front: Front) -> None:
    organiser, buyer = await front.person(organiser=True), await front.verified(await front.person())
    await front.buys(buyer, event := await front.on_sale(organiser), "stalls-A1")
    await buyer.sees("/me/inbox", unread=1)
    path = f"/events/{event}/announcements"
    statuses = [(await person.asks("POST", path, json=SAID)).status_code for person in (buyer, organiser, organiser)]
    assert statuses == [403, 201, 409]
    told = (await buyer.sees("/me/inbox", unread=2))["items"][0]
    assert (told["kind"], told["facts"]["text"]) == ("announcement", SAID["text"])
    text = await front.mail(buyer.mail, f"{told['facts']['event']}: the organiser writes")
    link = next(word for word in text.split() if "/mail/unsubscribe?" in word)
    assert SAID["text"] in text and link.endswith("group=announcements")
    assert (await front.client.post(link[link.index("/mail/") :])).status_code == 200
    await buyer.becomes("/me", lambda me: me["preferences"] == {"mail.announcements": "off"})

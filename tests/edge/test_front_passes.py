"""A ticket in the wallet of a phone, which asks for its changes."""

from typing import Any

import httpx2
import pytest

from edge.ticketing.wallet.package import MEDIA
from tests.edge.browser import follows, presses
from tests.edge.front import Front, Person
from tests.edge.test_front_tickets import bought
from tests.edge.test_wallet import shown, values
from tests.eventually import eventually

pytestmark = pytest.mark.real
BOTH = pytest.mark.parametrize("front", ["memory", "real"], indirect=True)
MEMORY = pytest.mark.parametrize("front", ["memory"], indirect=True)
TYPE = "pass.local.boxoffice"
Pass = dict[str, Any]


def device(pass_: Pass) -> dict[str, str]:
    return {"Authorization": f"ApplePass {pass_['authenticationToken']}"}


async def made(front: Front, buyer: Person, *seats: str, event: str) -> tuple[str, Pass]:
    """The booking's path, and the pass of its first ticket."""
    path = f"/bookings/{(await bought(front, buyer, event, *seats))['id']}"
    said = await buyer.asks("GET", f"{path}/tickets/1/pass")
    assert (said.status_code, said.headers["Content-Type"]) == (200, MEDIA)
    return path, shown(said.content)


async def becomes(front: Front, pass_: Pass, right: Any) -> httpx2.Response:
    """What the device is given, once it is right."""
    path = f"/passes/v1/passes/{TYPE}/{pass_['serialNumber']}"

    async def there() -> httpx2.Response | None:
        said = await front.client.get(path, headers=device(pass_))
        return said if right(shown(said.content)) else None

    found = await eventually(there, within=15)
    assert found
    return found


@BOTH
async def test_a_phone_is_told_what_became_of_its_tickets(front: Front) -> None:
    organiser, buyer = await front.person(organiser=True), await front.person()
    event = await front.on_sale(organiser)
    path, mine = await made(front, buyer, "stalls-A1", "stalls-A2", event=event)
    code, listed = (
        mine["barcodes"][0]["message"],
        f"/passes/v1/devices/{mine['serialNumber'][-20:-2]}/registrations/{TYPE}",
    )
    registered = f"{listed}/{mine['serialNumber']}"
    assert (await front.client.post(registered, json={"pushToken": "t"}, headers=device(mine))).status_code == 201

    async def changed() -> dict[str, Any] | None:
        said = await front.client.get(listed)
        return said.json() if said.status_code == 200 else None

    first = await eventually(changed, within=15)
    assert first and first["serialNumbers"] == [mine["serialNumber"]]
    await buyer.asks("POST", f"{path}/tickets/reissue")
    await becomes(front, mine, lambda now: now["barcodes"][0]["message"] != code)
    await organiser.asks("PATCH", f"/events/{event}", json={"place": "Harbour"})
    await becomes(front, mine, lambda now: values(now)["place"] == "Harbour")
    await buyer.asks("DELETE", path)
    last = await becomes(front, mine, lambda now: now.get("voided"))
    assert (await front.client.get(f"{listed}?passesUpdatedSince={first['lastUpdated']}")).status_code == 200
    assert last.headers["Last-Modified"].endswith("GMT")
    assert (await front.client.delete(registered, headers=device(mine))).status_code == 200

    async def gone() -> bool:
        return (await front.client.get(listed)).status_code == 204

    assert await eventually(gone, within=15)


@MEMORY
async def test_nobody_else_has_the_pass_or_is_told_of_it(front: Front) -> None:
    buyer, other = await front.person(), await front.person()
    path, mine = await made(front, buyer, "stalls-A1", event=await front.on_sale(await front.person(organiser=True)))
    assert (await other.asks("GET", f"{path}/tickets/1/pass")).status_code == 404
    assert (await front.client.get(f"{path}/tickets/1/pass")).status_code == 401
    assert (await buyer.asks("GET", f"{path}/tickets/2/pass")).status_code == 404
    for wrong in ({}, buyer.headers, {"Authorization": "ApplePass 0123456789ABCDEF"}):
        for method, there in (("GET", f"passes/{TYPE}"), ("POST", f"devices/phone/registrations/{TYPE}")):
            said = await front.client.request(method, f"/passes/v1/{there}/{mine['serialNumber']}", headers=wrong)
            assert (said.status_code, said.json()["code"]) == (401, "pass_token_invalid")


@MEMORY
async def test_the_page_of_the_tickets_leads_to_their_passes_without_a_token(front: Front) -> None:
    buyer, event = await front.person(), await front.on_sale(await front.person(organiser=True))
    booking = await bought(front, buyer, event, "stalls-A1")
    page = await follows(front.client, booking["tickets_url"])
    assert "For the wallet of a phone" in page.text
    assert (await presses(front.client, page, "/tickets/1/pass")).headers["Content-Type"] == MEDIA

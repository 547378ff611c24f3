"""The document's examples are sent as they stand there."""

from typing import Any

from edge.door.examples import EXAMPLES
from tests.edge.house import House, open_house, token

SID = f"{'0' * 32}-{'0' * 20}"
HEADERS = {"Authorization": f"Bearer {token(roles=['organiser', 'operator'], sid=SID)}"}
IDS = {
    "event_id": "e1", "booking_id": "e1-b1", "block_id": "b1", "organisation_id": "o1", "account_id": "a1",
    "provider": "github", "organiser_id": "o1", "method_id": "pm_1", "address_id": "a1", "incident_id": "a1-incident-1",
    "ticket": "e1-b1.1", "number": "1",
}  # fmt: skip
AWAY = ("sign_in_slow", "not_found", "starting", "bad_credentials", "bad_proof", "link_over")
"""Nothing is wrong with what was sent: what it names is not there, and a voucher that is an example opens nothing."""
ACCOUNT_IS_ANOTHER = "not the account's"
SENT_AS = {"application/json": "json", "application/x-www-form-urlencoded": "data"}
Sent = tuple[str, str, str, Any]


async def bodies(house: House) -> list[Sent]:
    """Method, path, as what the body is sent, and what the document says of it."""
    document = (await house.client.get("/docs/openapi.json")).json()
    return [
        (method.upper(), path.format_map(IDS), SENT_AS[media], body)
        for path, methods in document["paths"].items()
        for method, said in methods.items()
        for media, body in said.get("requestBody", {}).get("content", {}).items()
    ]


async def examples(house: House) -> list[Sent]:
    """Method, path, as what the body is sent, and the body."""
    found = await bodies(house)
    return [(method, path, how, one["value"]) for method, path, how, body in found for one in body["examples"].values()]


async def test_every_body_has_an_example(house: House) -> None:
    assert [(method, path) for method, path, _, body in await bodies(house) if not body.get("examples")] == []


async def test_no_example_is_wrong() -> None:
    async with open_house(sign_in_within=0.05) as house:
        found = await examples(house)
        for method, path, how, body in found:
            said = await house.client.request(method, path, headers=HEADERS, **{how: body})
            away = said.status_code < 400 or said.json()["code"] in AWAY
            assert away or ACCOUNT_IS_ANOTHER in said.text, said.text
    shown = [body for *_, body in found]
    assert all(example in shown for example in EXAMPLES.values())


async def test_an_example_with_a_word_more_is_wrong(house: House) -> None:
    for method, path, how, body in await examples(house):
        said = await house.client.request(method, path, headers=HEADERS, **{how: body | {"colour": "red"}})
        assert (said.status_code, said.json()["code"]) == (422, "invalid"), path

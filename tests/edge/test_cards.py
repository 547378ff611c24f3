"""No card's number comes in, however it is written, and nothing else is taken for one."""

import logging
from typing import Any
from urllib.parse import quote, quote_plus

import pytest

from tests.edge.house import House

VISA, AMEX = "4242424242424242", "378282246310005"
FORMATS = (
    f'"{VISA}"', VISA, f"[{VISA}]", '"4242 4242 4242 4242"', '"4242-4242-4242-4242"', '"4242.4242.4242.4242"',
    '"4242\u00a04242\u00a04242\u00a04242"', f'"pay with {VISA}, please"', f'{{"{VISA}": 1}}',
    f'{{"a": [{{"b": "{VISA}"}}]}}',
    '"4222222222222"', '"4000000000000000006"', f'"{AMEX}"', '"3782 822463 10005"', '"30569309025904"',
    '"3056 930902 5904"', '"2223003122003222"', '"5555555555554444"', '"6011111111111117"', '"3566002020360505"',
    '"6205500000000000004"',
)  # fmt: skip
NONE = (
    "4242424242424241", "1764030000123", "2026-11-28 2026-11-29", "+4366412345678901", "9780306406157",
    "0042424242424242", "11111111-1111-4111-8111-111111111111", "1764030000.4242424242", "4242424242424242abc",
    "e4242424242424242", "424242424242", "42424242424242424242", "opera-4242424242424242", "EUR 4,242,424.24",
)  # fmt: skip


def refused(said: Any) -> bool:
    return said.status_code == 422 and said.json()["code"] == "card_number"


@pytest.mark.parametrize("text", FORMATS)
async def test_a_body_with_a_cards_number_is_refused_and_goes_nowhere(
    house: House, text: str, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    before = len(house.log.said)
    body = f'{{"event_id": "e1", "seats": ["a-A1"], "card": {text}}}'.encode()
    said = await house.asks("POST", "/bookings", content=body, headers={"Content-Type": "application/json"})
    assert refused(said) and len(house.log.said) == before
    assert not [number for number in (VISA, AMEX, text) if number in f"{caplog.text}{said.text}"]


@pytest.mark.parametrize("number", [VISA, "4242 4242 4242 4242", "4242-4242-4242-4242", AMEX])
async def test_a_query_or_a_header_with_one_is_refused(house: House, number: str) -> None:
    for query in (quote(number), quote_plus(number)):
        assert refused(await house.client.get(f"/events?q={query}"))
    for name in ("X-Card", "Idempotency-Key", "Cookie"):
        assert refused(await house.asks("POST", "/bookings", json={"event_id": "e1"}, headers={name: number}))


@pytest.mark.parametrize("text", NONE)
async def test_amounts_ids_moments_and_phone_numbers_are_none(house: House, text: str) -> None:
    said = await house.asks("POST", "/bookings", json={"event_id": "e1", "seats": ["a-A1"], "note": text})
    assert not refused(said)
    assert not refused(await house.client.get(f"/events?q={quote(text)}"))


async def test_what_the_provider_signs_is_judged_by_its_signature_alone(house: House) -> None:
    said = await house.client.post("/webhooks/stripe", content=f'{{"id": "{VISA}"}}'.encode())
    assert said.json()["code"] == "bad_signature"

"""No card's number comes in, however it is written, and nothing else is taken for one."""

import logging
from typing import Any
from urllib.parse import quote, quote_plus

import pytest

from tests.edge.house import House

VISA, AMEX = "4242424242424242", "378282246310005"
ARABIC = str.maketrans("0123456789", "\u0660\u0661\u0662\u0663\u0664\u0665\u0666\u0667\u0668\u0669")
BOLD = {ord(str(n)): 0x1D7CE + n for n in range(10)}
ESCAPED = '"' + "".join(f"\\u{ord(one):04x}" for one in VISA) + '"'
FORMATS = (
    f'"{VISA}"', VISA, f"[{VISA}]", '"4242 4242 4242 4242"', '"4242-4242-4242-4242"', '"4242.4242.4242.4242"',
    '"4242\u00a04242\u00a04242\u00a04242"', f'"pay with {VISA}, please"', f'{{"{VISA}": 1}}',
    f'{{"a": [{{"b": "{VISA}"}}]}}',
    '"4222222222222"', '"4000000000000000006"', f'"{AMEX}"', '"3782 822463 10005"', '"30569309025904"',
    '"3056 930902 5904"', '"2223003122003222"', '"5555555555554444"', '"6011111111111117"', '"3566002020360505"',
    '"6205500000000000004"', '"9792030400000006"', '"9792 0304 0000 0006"', '"8171999900000000"',
    '"8171-9999-0000-0000"',
    '"8171999900000000005"', '"8171 9999 0000 0000 005"', "8200123400000007", '"8200.1234.0000.0007"',
    '"135412345000009"',
    '"1354 12345 000009"', '"213112000000006"', '"180012000000007"', '"8600 1234 0000 0003"', '"9860012300000002"',
    '"9704361234000000006"', '"2200123000000004"', r'"\u0039792030400000006"', '"%39792030400000006"',
    r'"\u0034242424242424242"', ESCAPED, r'"4242\u00a04242\t4242\n4242"',
    '"4242\u20074242\u202f4242\u30004242"', '"4242\u20104242\u20134242\u22124242"',
    '"4242\u200b4242\u200b4242\u200b4242"',
    '"\uff14\uff12\uff14\uff12 4242 4242 4242"', f'"{VISA.translate(ARABIC)}"', f'"{VISA.translate(BOLD)}"',
    r'"\ud835\udfd2242424242424242"', '"4242_4242_4242_4242"', '"4242/4242/4242/4242"', '"4242  4242 - 4242  4242"',
    '"4242 4242 4242 4242 12/28 123"', '"12/27 4242 4242 4242 4242"', '"%34242424242424242"',
)  # fmt: skip
NONE = (
    "41111111-1111-4111-8111-111111111111", "31.12.2026 31.12.2027", "2026-11-28T21:00:00+01:00", "42.42 EUR, 1.1 EUR",
    "4242424242424241", "1764030000123", "2026-11-28 2026-11-29", "+4366412345678901", "9780306406157",
    "0042424242424242", "11111111-1111-4111-8111-111111111111", "1764030000.4242424242", "4242424242424242abc",
    "e4242424242424242", "424242424242", "42424242424242424242", "opera-4242424242424242", "EUR 4,242,424.24",
    "20261128210000", "20261128210000123", "1764030000123451", "1764030000123456785", "9007199254740991",
    "9223372036854775807", "9791090636071", "8171999900007", "98765 43210 98765 43210",
    "8 800 555 35 35, 8 800 555 35 36",
    "1-12-2026 31-12-2026", "9-12-2026 10-12-2026", "01HZX8171999900000000ABCDE", "01K979203040000000600000000",
    "AT61 1904 3002 3457 3201", "AT611904300234573201", "8,171,999,900,000,000", "97.92 EUR, 8171.99 EUR",
    "9792030400000007",
    "979203040000", "817199990000000000555", "order 135412345000008", "12345 123456 12345", "0.8171999900000000",
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
async def test_a_path_a_query_or_a_header_with_one_is_refused(house: House, number: str) -> None:
    coded = "".join(f"%{ord(one):02x}" for one in number)
    for query in (quote(number), quote_plus(number), coded, quote(coded), quote(number.translate(ARABIC))):
        assert refused(await house.client.get(f"/events?q={query}"))
    for path in (quote(number), coded):
        assert refused(await house.asks("DELETE", f"/bookings/{path}"))
    for name in ("X-Card", "Idempotency-Key", "Cookie"):
        assert refused(await house.asks("POST", "/bookings", json={"event_id": "e1"}, headers={name: number}))
        assert refused(await house.asks("POST", "/bookings", json={"event_id": "e1"}, headers={name: quote(number)}))


@pytest.mark.parametrize("text", NONE)
async def test_amounts_ids_moments_and_phone_numbers_are_none(house: House, text: str) -> None:
    said = await house.asks("POST", "/bookings", json={"event_id": "e1", "seats": ["a-A1"], "note": text})
    assert not refused(said)
    assert not refused(await house.client.get(f"/events?q={quote(text)}"))


CODES = (
    '"cvc": "123"', '"cvv": "123"', '"CVV2": 123', '"cvc2": null', '"card_code": "1234"', '"security_code": "123"',
    '"securityCode": "123"', '"card-security-code": "123"', '"cardCvc" : "123"', '"csc": "123"', '"cvc_code": "123"',
    '"card_verification_value": "123"', r'"c\u0076c": "123"', '"card": {"cvc": "123"}', '"a": [{"b": [{"cvv": ""}]}]',
)  # fmt: skip


@pytest.mark.parametrize("field", CODES)
async def test_a_field_for_a_cards_code_is_refused_and_goes_nowhere(house: House, field: str) -> None:
    before = len(house.log.said)
    body = f'{{"event_id": "e1", "seats": ["a-A1"], {field}}}'.encode()
    said = await house.asks("POST", "/bookings", content=body, headers={"Content-Type": "application/json"})
    assert refused(said) and len(house.log.said) == before
    assert refused(await house.client.get("/events?q=a&cvc=123"))
    assert refused(await house.asks("POST", "/bookings", json={"event_id": "e1"}, headers={"X-Card-Code": "123"}))


@pytest.mark.parametrize("word", ["cvc", "a security code: 123", "code", "discsc", "postcard"])
async def test_a_word_is_no_field(house: House, word: str) -> None:
    said = await house.asks("POST", "/bookings", json={"event_id": "e1", "note": word, "promotion_code": "EARLY2026"})
    assert not refused(said)


async def test_what_the_provider_signs_is_judged_by_its_signature_alone(house: House) -> None:
    said = await house.client.post("/webhooks/stripe", content=f'{{"id": "{VISA}"}}'.encode())
    assert said.json()["code"] == "bad_signature"

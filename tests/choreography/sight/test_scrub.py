"""What no log may hold, and what it must keep."""

import pytest

from choreography.sight.scrub import scrubbed, scrubbed_value

JWT = "eyJhbGciOiJSUzI1NiJ9.eyJzdWIiOiJhbm4ifQ.c2lnbmF0dXJl"


@pytest.mark.parametrize(
    ("text", "secret"),
    [
        ("mail to ann.b+x@mail.example.org failed", "ann.b+x@mail.example.org"),
        ("Authorization: Bearer abcdefgh12345678", "abcdefgh12345678"),
        (f"refused {JWT}", JWT),
        ("ws://h/live?token=abc123&x=1", "abc123"),
        ('{"password": "hunter2"}', "hunter2"),
        ("key sk_test_4eC39HqLyjWDarjtT1zdp7dc", "sk_test_4eC39HqLyjWDarjtT1zdp7dc"),
        ("pi_3Abc_secret_9Xyz", "pi_3Abc_secret_9Xyz"),
        ("postgresql://boxoffice:pass@db:5432/x", "pass"),
        ("card 4242 4242 4242 4242 declined", "4242 4242 4242 4242"),
        ("card 378282246310005", "378282246310005"),
        ("4000-0566-5566-5556", "4000-0566-5566-5556"),
        ("4242.4242.4242.4242", "4242.4242.4242.4242"),
        ("4242\u00a04242\u20094242\u20134242", "4242\u00a04242"),
        ("\uff14\uff12" * 8, "\uff14\uff12"),
        (r"body \u0034242424242424242", "242424242424242"),
        ("GET /events?q=%34242424242424242", "242424242424242"),
        ("Troy 9792 0304 0000 0006", "9792 0304"),
        ("UnionPay 8171999900000000005", "8171999900"),
        ("RuPay 8200-1234-0000-0007", "8200-1234"),
        ("UATP 135412345000009", "135412345"),
    ],
)
def test_a_secret_is_taken_out_of_the_text(text: str, secret: str) -> None:
    assert secret not in scrubbed(text)


@pytest.mark.parametrize(
    "text",
    [
        "bookings: RequestBooking of opera-1f0c2d3e4a5b6c7d8e9f is dead",
        "id 11111111-1111-4111-8111-111111111111",
        "offset 4242424242424241 is no card",
        "bookings.events/3 offset 12, expected 11",
        "took 1764030000.4242424242 s",
        "the token was refused",
    ],
)
def test_ids_numbers_and_plain_words_stay(text: str) -> None:
    assert scrubbed(text) == text


@pytest.mark.parametrize(
    "name", ["cvc", "cvv", "CVC2", "cvv2", "security_code", "card_code", "cardSecurityCode", "csc"]
)
def test_a_cards_code_is_never_shown(name: str) -> None:
    texts = f'{{"{name}": "739"}}', f'{{"{name}":739}}', f"{name}=739", f"{name}: 739", f'{{\\"{name}\\": \\"739\\"}}'
    assert not [text for text in texts if "739" in scrubbed(text)]
    assert scrubbed_value(name, "739") == scrubbed_value("card", {name: 739})[name] == "[secret]"  # type: ignore[index]
    assert scrubbed_value("codes", [739, "739"]) == [739, "739"]


def test_a_field_whose_name_says_it_is_secret_is_not_shown() -> None:
    assert scrubbed_value("access_token", "x") == scrubbed_value("x", {"Cookie": 7})["Cookie"] == "[secret]"  # type: ignore[index]
    assert scrubbed_value("status", 200) == 200


def test_what_is_nested_is_looked_at_too() -> None:
    assert scrubbed_value("people", [{"who": "ann@example.org"}]) == [{"who": "[mail]"}]


def test_a_long_text_costs_little() -> None:
    assert scrubbed("a" * 200_000 + "@") == "a" * 200_000 + "@"

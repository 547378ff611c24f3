import pytest

from handlers.email.languages import cash, language_of, when


@pytest.mark.parametrize(
    ("said", "spoken"), [("de", "de"), ("de-AT", "de"), ("DE_ch", "de"), ("en-US", "en"), ("fr", "en"), ("", "en")]
)
def test_a_person_is_mailed_in_the_nearest_language_there_is(said: str, spoken: str) -> None:
    assert language_of({"language": said} if said else {}, "en") == spoken
    assert language_of({}, "de") == "de"


def test_amounts_and_dates_are_told_as_the_language_has_them() -> None:
    assert [cash("1234.50 EUR", one) for one in ("en", "de")] == ["1,234.50 EUR", "1.234,50 EUR"]
    assert when("2026-09-04T19:30+00:00", "de") == "Freitag, 4. September 2026, 19:30 (UTC)"
    assert when("2026-09-05T00:30+05:30", "en") == "Saturday, 5 September 2026, 00:30 (UTC+05:30)"


@pytest.mark.parametrize(
    ("told", "read"),
    [
        ("1900 JPY", "1.900 JPY"),
        ("10.50 ALL", "10,50 ALL"),
        ("5.120 KWD", "5,120 KWD"),
        ("500.00 UGX", "500,00 UGX"),
        ("-0.05 EUR", "-0,05 EUR"),
    ],
)
def test_no_part_of_an_amount_is_left_out(told: str, read: str) -> None:
    assert cash(told, "de") == read


@pytest.mark.parametrize("text", ["", "Friday 04 September 2026, 19:30 UTC"])
def test_what_was_text_already_is_told_as_it_is(text: str) -> None:
    assert when(text, "de") == text and cash(text, "de") == text

"""An amount is told with the places that the provider counts its minor unit by, whatever the currency."""

import pytest

from contracts.money import money, sold_in


@pytest.mark.parametrize(
    ("price", "currency", "told"),
    [
        (5_000, "EUR", "50.00 EUR"),
        (5, "EUR", "0.05 EUR"),
        (-195, "EUR", "-1.95 EUR"),
        (5_000, "JPY", "5000 JPY"),
        (0, "KRW", "0 KRW"),
        (5_120, "KWD", "5.120 KWD"),
        (500, "ISK", "5.00 ISK"),
        (500, "UGX", "5.00 UGX"),
        (17_500, "HUF", "175.00 HUF"),
        (99_999_999, "TWD", "999999.99 TWD"),
    ],
)
def test_an_amount_has_the_places_of_its_currency(price: int, currency: str, told: str) -> None:
    assert money(price, currency) == told


@pytest.mark.parametrize("currency", ["EUR", "JPY", "HUF", "TWD", "XOF"])
def test_a_currency_is_sold_in_whose_every_amount_can_be_charged(currency: str) -> None:
    assert sold_in(currency)


@pytest.mark.parametrize("currency", ["", "eur", "EURO", "E1R", "BHD", "JOD", "KWD", "OMR", "TND", "ISK", "UGX"])
def test_no_other_is_sold_in(currency: str) -> None:
    assert not sold_in(currency)

"""Tax and fee of a ticket, to the cent; and no cent is lost or made, whatever the terms."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from contracts.prices import Breakdown, Discount, Terms, commission, discounted, fee, portion, rounded, ticket, total

PRICES = st.integers(0, 100_000_000)
TERMS = st.builds(
    Terms,
    tax_rate=st.integers(0, 10_000),
    tax_included=st.booleans(),
    fee=st.integers(0, 10_000),
    fee_rate=st.integers(0, 5_000),
    fee_included=st.booleans(),
)


@pytest.mark.parametrize(
    ("price", "terms", "net", "tax", "fee"),
    [
        (5_000, Terms(), 5_000, 0, 0),
        (11_900, Terms(tax_rate=1_900), 10_000, 1_900, 0),
        (10_000, Terms(tax_rate=1_900, tax_included=False), 10_000, 1_900, 0),
        (999, Terms(tax_rate=700), 934, 65, 0),
        (150, Terms(tax_rate=100, tax_included=False), 150, 2, 0),
        (149, Terms(tax_rate=100, tax_included=False), 149, 1, 0),
        (5_000, Terms(fee=100, fee_rate=250), 5_000, 0, 225),
        (1_190, Terms(tax_rate=1_900, fee=50), 1_000, 190, 50),
        (1_190, Terms(tax_rate=1_900, fee=50, fee_included=True), 1_000, 190, 0),
        (0, Terms(tax_rate=1_900, fee=100, fee_rate=250), 0, 0, 0),
        (1, Terms(tax_rate=10_000), 0, 1, 0),
    ],
)
def test_a_ticket_costs_so_much(price: int, terms: Terms, net: int, tax: int, fee: int) -> None:
    assert ticket(price, terms) == Breakdown(net=net, tax=tax, fee=fee, total=net + tax + fee)


@pytest.mark.parametrize(("amount", "by", "is_"), [(0, 10, 0), (4, 10, 0), (5, 10, 1), (14, 10, 1), (15, 10, 2)])
def test_half_a_cent_is_a_cent(amount: int, by: int, is_: int) -> None:
    assert rounded(amount, by) == is_


@given(PRICES, TERMS)
def test_what_is_included_is_in_the_price_and_what_is_not_is_added(price: int, terms: Terms) -> None:
    cost, added = ticket(price, terms), 0 if terms.tax_included else ticket(price, terms).tax
    assert cost.total == price + added + cost.fee
    assert cost.fee + commission(price, terms) == fee(price, terms)
    assert min(cost.net, cost.tax, cost.fee) >= 0


@given(PRICES, TERMS)
def test_tax_that_is_included_is_that_of_the_net_price(price: int, terms: Terms) -> None:
    """Within the cent that rounding may move."""
    cost = ticket(price, terms.model_copy(update={"tax_included": True}))
    assert abs(cost.tax - rounded(cost.net * terms.tax_rate, 10_000)) <= 1


@given(st.lists(st.integers(0, 10_000), max_size=20), TERMS)
def test_a_booking_costs_what_its_tickets_cost(prices: list[int], terms: Terms) -> None:
    lines = [ticket(price, terms) for price in prices]
    assert total(lines).total == sum(line.total for line in lines)
    assert total(lines) == Breakdown.of(*(sum(getattr(one, part) for one in lines) for part in ("net", "tax", "fee")))


@pytest.mark.parametrize(
    ("discount", "price", "off"),
    [
        (Discount(code="A", percent=1_000), 5_000, 500),
        (Discount(code="A", percent=1_000), 5, 1),
        (Discount(code="A", percent=1_000), 4, 0),
        (Discount(code="A", percent=10_000), 999, 999),
        (Discount(code="A", amount=300, currency="EUR"), 5_000, 300),
        (Discount(code="A", amount=300, currency="EUR"), 200, 200),
        (Discount(code="A", percent=1_000, ticket_types=("standing",)), 5_000, 0),
    ],
)
def test_a_discount_takes_so_much_off_a_seat(discount: Discount, price: int, off: int) -> None:
    assert discount.off("seat", price) == off


@given(PRICES, TERMS, st.integers(0, 10_000))
def test_what_a_discount_leaves_is_priced_as_a_ticket_of_that_price(price: int, terms: Terms, percent: int) -> None:
    off = Discount(code="A", percent=percent).off("seat", price)
    line = discounted(price, off, terms)
    assert 0 <= off <= price and line.discount == off
    assert (line.net, line.tax, line.fee, line.total) == (
        (left := ticket(price - off, terms)).net, left.tax, left.fee, left.total,
    )  # fmt: skip


PARTS = st.dictionaries(st.sampled_from(["sales", "tax", "fees"]), st.integers(0, 100_000), min_size=1)


@pytest.mark.parametrize(
    ("parts", "amount", "shares"),
    [
        ({"sales": 4_202, "tax": 798}, 2_500, {"sales": 2_101, "tax": 399}),
        ({"sales": 100, "tax": 19, "fees": 1}, 1, {"sales": 1, "tax": 0, "fees": 0}),
        ({"sales": 1, "tax": 1, "fees": 1}, 2, {"sales": 1, "tax": 1, "fees": 0}),
        ({"sales": 0, "tax": 0}, 0, {"sales": 0, "tax": 0}),
    ],
)
def test_a_part_of_the_money_is_shared_out_in_proportion(
    parts: dict[str, int], amount: int, shares: dict[str, int]
) -> None:
    assert portion(parts, amount) == shares


@given(PARTS, st.lists(st.floats(0, 1), max_size=12))
def test_whatever_goes_back_in_parts_is_at_last_the_whole_and_never_more_of_a_part(
    parts: dict[str, int], some: list[float]
) -> None:
    left = dict(parts)
    for fraction in [*some, 1.0]:
        amount = round(sum(left.values()) * fraction)
        shares = portion(left, amount)
        assert sum(shares.values()) == amount and all(0 <= shares[name] <= left[name] for name in left)
        left = {name: left[name] - shares[name] for name in left}
    assert not any(left.values())


@given(PARTS, st.floats(0, 1))
def test_no_share_is_a_cent_or_more_off_its_proportion(parts: dict[str, int], fraction: float) -> None:
    whole = sum(parts.values())
    amount = round(whole * fraction)
    for name, share in portion(parts, amount).items():
        assert abs(share * whole - parts[name] * amount) < whole or not whole


@pytest.mark.parametrize("amount", [-1, 121])
def test_more_than_there_is_is_shared_out_to_nobody(amount: int) -> None:
    with pytest.raises(AssertionError):
        portion({"sales": 100, "tax": 20}, amount)

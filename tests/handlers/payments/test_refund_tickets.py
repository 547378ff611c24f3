"""What goes back for a ticket is what it cost: net, tax and fee, to the cent."""

from hypothesis import given
from hypothesis import strategies as st

from contracts.prices import Breakdown, Terms, shares, ticket, total
from handlers.inventory.costs import line
from handlers.payments.ledger import part
from handlers.payments.ledger import shares as accounts
from handlers.payments.rows import PaymentIntent

TERMS = st.builds(
    Terms, tax_rate=st.integers(0, 10_000), tax_included=st.booleans(), fee=st.integers(0, 500),
    fee_rate=st.integers(0, 5_000), fee_included=st.booleans(),
)  # fmt: skip
PRICES = st.lists(st.integers(1_000, 100_000), min_size=1, max_size=8)


def bought(prices: list[int], terms: Terms) -> PaymentIntent:
    lines = tuple(line(price, 0, terms) for price in prices)
    whole = total(lines)
    told = {
        "breakdown": Breakdown.of(whole.net, whole.tax, whole.fee),
        "commission": sum(one.commission for one in lines),
    }
    alike = len(set(lines)) == 1
    return PaymentIntent("e", "b", "ben", "succeeded", whole.total, "EUR", lines=() if alike else lines, **told)


def back(intent: PaymentIntent, order: list[int], prices: list[int], terms: Terms) -> PaymentIntent:
    each = tuple(ticket(price, terms).total for price in prices)
    return intent.but(parts=tuple(each[n] for n in order), tickets=tuple((n + 1,) for n in order))


@given(PRICES.flatmap(lambda prices: st.tuples(st.just(prices), st.permutations(range(len(prices))))), TERMS)
def test_each_ticket_gives_back_its_own_line(of: tuple[list[int], list[int]], terms: Terms) -> None:
    prices, order = of
    intent = back(bought(prices, terms), order, prices, terms)
    for nth, number in enumerate(order):
        assert part(intent, nth)[1] == ticket(prices[number], terms)


@given(PRICES.flatmap(lambda prices: st.tuples(st.just(prices), st.permutations(range(len(prices))))), TERMS)
def test_all_tickets_together_give_back_the_whole(of: tuple[list[int], list[int]], terms: Terms) -> None:
    prices, order = of
    intent = back(bought(prices, terms), order, prices, terms)
    parts = [part(intent, nth)[0] for nth in range(len(order))]
    assert {name: sum(one[name] for one in parts) for name in accounts(intent)} == accounts(intent)
    assert sum(part(intent, len(order))[0].values()) == 0


@given(PRICES.flatmap(lambda prices: st.tuples(st.just(prices), st.permutations(range(len(prices))))), TERMS, st.data())
def test_after_any_other_part_no_account_gives_more_than_it_has(
    of: tuple[list[int], list[int]], terms: Terms, data: st.DataObject
) -> None:
    prices, order = of
    intent = bought(prices, terms)
    first = data.draw(st.integers(0, intent.price))
    amounts, left = [first], intent.price - first
    for number in order:
        amounts.append(min(left, ticket(prices[number], terms).total))
        left -= amounts[-1]
    intent = intent.but(parts=tuple(amounts), tickets=((), *((n + 1,) for n in order)))
    parts = [part(intent, nth)[0] for nth in range(len(amounts) + 1)]
    assert all(min(one.values()) >= 0 for one in parts)
    assert {name: sum(one[name] for one in parts) for name in accounts(intent)} == accounts(intent)


@given(st.integers(0, 10**9), st.integers(1, 20))
def test_tickets_that_are_alike_cost_the_same_to_the_cent(price: int, size: int) -> None:
    each = shares(price, size)
    assert sum(each) == price and max(each) - min(each) <= 1

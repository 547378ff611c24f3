"""Five hundred people, fifty places that cost money, a queue, and everything that can go wrong."""

import pytest

from ops.simulate.hot_sale import play

RARE = ("killed", "two owners", "said twice", "turn lapsed", "hold lapsed", "socket lost")


@pytest.mark.slow
@pytest.mark.timeout(2400)
@pytest.mark.parametrize("seed", range(9))
def test_fifty_of_five_hundred_buy_in_the_order_of_their_ranks(seed: int) -> None:
    sale = play(seed)
    assert sale.wrong == [] and not [rare for rare in RARE if not sale.reached[rare]]


def test_a_small_sale_is_sold_out_in_order() -> None:
    assert play(3, places=5, people=30).wrong == []

"""Whatever happens to the refunds of a booking, at the end each has gone, and books and money agree."""

from datetime import timedelta
from random import Random

import pytest

from tests.handlers.payments.refund_moves import DISPUTED, GONE, moves
from tests.handlers.payments.refund_walk import Walk
from tests.handlers.payments.refund_world import PRICE
from tests.handlers.payments.saying import balance
from tests.handlers.payments.test_part_by_bank import clean

TIMES = 6
"""So often the operator looks, and has done what the desk offers."""


def goes_on(walk: Walk, chance: Random, steps: int) -> None:
    for _ in range(steps):
        chance.choice(list(moves(walk)))()


def ends(walk: Walk, verdict: str) -> None:
    """The bank decides, the provider makes what it can, and the operator retries what is listed and proposed."""
    if walk.world.dispute == "open":
        walk.decided(verdict)
    for _ in range(TIMES):
        while asked := walk.asked():
            effect, one = next(iter(asked.items()))
            walk.answer(effect, "" if one.price <= walk.world.left else DISPUTED if walk.world.away else GONE)
        walk.bench.passes(timedelta(hours=2))
        for refund_id in walk.listed():
            walk.retry(refund_id)
        for case in walk.cases() if not walk.asked() else ():
            walk.applies(case)


@pytest.mark.parametrize("verdict", ["lost", "won"])
@pytest.mark.parametrize("seed", [*range(60), 1_337, 2_431])
def test_every_refund_has_its_end(seed: int, verdict: str) -> None:
    walk = Walk()
    goes_on(walk, Random(seed), 5 if seed < 1_000 else 7)  # noqa: S311 (plays, guards nothing)
    ends(walk, verdict)
    assert (walk.listed(), walk.cases(), walk.asked()) == ([], [], {}), walk.past
    assert walk.world.due <= walk.world.buyer_has <= PRICE, walk.past
    assert clean(walk.bench) and balance(walk.bench)["provider"] == walk.world.left, walk.past

"""Many want one seat, each record lies in the log twice, and a worker dies at each point: all comes to the same end."""

import pytest

from handlers.inventory.rows import Hold
from ops.simulate.books import rows
from tests.simulate.points import points_of, said
from tests.simulate.sale import SEAT, Sale, until
from tests.simulate.test_crash_points import Story, it_is_paid, played

BUYERS = ("ann", "bob", "cat", "dan")


async def they_race_for_one_seat(sale: Sale) -> None:
    for name in BUYERS:
        await sale.asks(name, SEAT)
    await sale.told("PaymentRequired", "ann")
    sale.provider.gateway.pay(sale.intent("ann"))


async def they_race_for_the_last_place(sale: Sale) -> None:
    for name in BUYERS:
        await sale.asks(name)
    await sale.told("PaymentRequired", "ann")
    sale.provider.gateway.pay(sale.intent("ann"))


async def the_hold_lapses_and_the_next_has_the_seat(sale: Sale) -> None:
    await sale.held("ann", SEAT)
    await until(lambda: [hold.state for hold in rows(sale.world, "inventory", Hold)] == ["released"])
    await sale.bought("bob", SEAT)


ONE_OF_MANY = dict.fromkeys(BUYERS, "rejected") | {"ann": "confirmed"}
RACES: dict[Story, dict[str, str]] = {
    it_is_paid: {"ann": "confirmed"},
    they_race_for_one_seat: ONE_OF_MANY,
    they_race_for_the_last_place: ONE_OF_MANY,
    the_hold_lapses_and_the_next_has_the_seat: {"ann": "expired", "bob": "confirmed"},
}


@pytest.mark.parametrize("all_die", [False, True], ids=["one dies", "all die"])
@pytest.mark.parametrize("race", RACES, ids=lambda race: race.__name__.replace("_", " "))
def test_whoever_dies_while_everything_is_told_twice_the_end_is_the_same(race: Story, all_die: bool) -> None:
    wrong, ends, _, points = played(race, doubled=True)
    assert not wrong and ends == RACES[race]
    for at in points_of(len(points), [*RACES].index(race)):
        wrong, ends, _, passed = played(race, at, all_die, doubled=True)
        assert (wrong, ends) == ([], RACES[race]), said(at, passed[at - 1])

"""One card pays for two accounts, and its bound is one ticket: whoever dies at whatever point, one of them has it."""

import asyncio
from collections.abc import Iterator

import pytest

from handlers.payments.settings import settings
from tests.simulate.points import points_of, said
from tests.simulate.sale import SEAT, Sale
from tests.simulate.test_crash_points import played


@pytest.fixture(autouse=True)
def one_ticket(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    monkeypatch.setenv("BOXOFFICE_PAYMENTS_TICKETS_BY_CARD", "1")
    settings.cache_clear()
    yield
    monkeypatch.undo()
    settings.cache_clear()


async def one_card_pays_for_two(sale: Sale) -> None:
    await asyncio.gather(sale.held("ann", SEAT), sale.held("bob", "stalls-A2"))
    for name in ("ann", "bob"):
        sale.provider.gateway.pay(sale.intent(name))


@pytest.mark.parametrize("all_die", [False, True], ids=["one dies", "all die"])
def test_of_two_who_pay_with_one_card_one_has_the_ticket_and_one_the_money(all_die: bool) -> None:
    wrong, ends, _, points = played(one_card_pays_for_two)
    assert not wrong and sorted(ends.values()) == ["cancelled", "confirmed"]
    for at in points_of(len(points), all_die):
        wrong, ends, _, passed = played(one_card_pays_for_two, at, all_die)
        assert (wrong, sorted(ends.values())) == ([], ["cancelled", "confirmed"]), said(at, passed[at - 1])

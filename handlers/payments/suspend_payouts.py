from collections.abc import Iterator

from contracts.catalog import SalesReinstated, SalesSuspended
from handlers.payments.rows import Standing
from handlers.payments.service import payments


@payments.step
def suspend_payouts(said: SalesSuspended | SalesReinstated, standing: Standing | None) -> Iterator[Standing]:
    standing = standing or Standing(said.event_id)
    if said.turn > standing.turn:
        yield standing.but(suspended=isinstance(said, SalesSuspended), turn=said.turn)

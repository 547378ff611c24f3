from collections.abc import Iterator

from contracts.payments import BalanceChanged
from handlers.payments.own import TellBalance
from handlers.payments.rows import Balance
from handlers.payments.service import payments


@payments.step
def tell_balance(due: TellBalance, balance: Balance) -> Iterator[Balance | BalanceChanged]:
    """Once for all that changed it in one batch, so that a sale costs no word more."""
    yield balance.but(telling=False)
    yield BalanceChanged.of(balance)

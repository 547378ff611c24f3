from itertools import permutations

from choreography.testing import START, Bench
from contracts.users import RiskChanged
from handlers.views import views as service
from handlers.views.security import RiskView

RAISED = RiskChanged(account_id="ann", risk="raised", turn=1)
LOWERED = RiskChanged(account_id="ann", risk="normal", turn=2, operator_id="oda")


def test_whatever_is_heard_first_the_last_word_counts() -> None:
    for order in permutations((RAISED, LOWERED, RAISED)):
        bench = Bench(service)
        for said in order:
            bench.when(said, at=START)
        bench.then_rows(RiskView("ann", "normal", "oda", START, 2))

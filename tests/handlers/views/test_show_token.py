from datetime import timedelta
from itertools import permutations

from choreography.testing import START, Bench
from contracts.edge import TokenUsed
from contracts.identity import TokenIssued, TokenRevoked
from contracts.sealed import Sealed
from handlers.views import views as service
from handlers.views.keys_and_people import TokenView

LATER = START + timedelta(hours=1)
ENDS = START + timedelta(days=90)
ID = f"{'a' * 32}-{'1' * 20}"
WHOSE = {"account_id": "ann", "token_id": ID}
NAME = Sealed(person_id="ann", key_version=1, nonce="n", ciphertext="c")
TOLD = {"name": NAME, "scopes": ("read",), "roles": ("buyer",), "digest": "d", "created": START, "expires": ENDS}
ISSUED = TokenIssued(**WHOSE, **TOLD)
USED, USED_LATER = TokenUsed(**WHOSE, at=START), TokenUsed(**WHOSE, at=LATER)
REVOKED = TokenRevoked(**WHOSE)
SHOWN = TokenView("ann", ID, **TOLD)  # type: ignore[arg-type]


def test_a_token_is_shown_with_when_it_was_last_used(views: Bench) -> None:
    views.when(ISSUED)
    views.then_rows(SHOWN)
    views.when(USED)
    views.then_rows(SHOWN.but(used=START))


def test_any_order_of_arrival_ends_in_the_same_view() -> None:
    for told in permutations([ISSUED, USED, USED_LATER, REVOKED, ISSUED]):
        views = Bench(service)
        for said in told:
            views.when(said)
        views.then_rows(SHOWN.but(used=LATER, revoked=True))

from datetime import timedelta
from itertools import permutations

from choreography.testing import START, Bench
from contracts.identity import SessionRevoked, SessionStarted
from handlers.views import views as service
from handlers.views.keys_and_people import SessionView

LATER = START + timedelta(hours=1)
ENDS = START + timedelta(days=30)
SID = f"{'a' * 32}-{'1' * 20}"
SIGNED_IN = SessionStarted(
    account_id="ann", request="r1", sid=SID, tokens="canary", access_expires=LATER, session_expires=ENDS,
    client="Firefox on Linux",
)  # fmt: skip
REFRESHED = SIGNED_IN.model_copy(update={"request": "r2", "client": ""})
REVOKED = SessionRevoked(account_id="ann", sid=SID, reason="logged_out")
SHOWN = SessionView("ann", SID, "Firefox on Linux", START, LATER, ENDS)


def test_a_session_is_shown_with_when_it_was_last_seen(views: Bench) -> None:
    views.when(SIGNED_IN, at=START)
    views.then_rows(SHOWN.but(seen=START))
    views.when(REFRESHED, at=LATER)
    views.then_rows(SHOWN)


def test_any_order_of_arrival_ends_in_the_same_view() -> None:
    for told in permutations([(SIGNED_IN, START), (REFRESHED, LATER), (REVOKED, LATER), (SIGNED_IN, START)]):
        views = Bench(service)
        for said, time in told:
            views.when(said, at=time)
        views.then_rows(SHOWN.but(ended=True))


def test_no_token_is_kept(views: Bench) -> None:
    views.when(SIGNED_IN)
    assert "canary" not in repr(vars(views.books))

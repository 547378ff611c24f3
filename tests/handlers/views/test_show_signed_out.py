"""From when on the signs of a person's devices count."""

from datetime import timedelta

import pytest

from choreography.testing import START, Bench
from contracts.base import Message
from contracts.identity import AccountBanned, LoggedOutElsewhere, PasswordChanged, SecondFactorLifted
from handlers.views.keys_and_people import PersonView

LATER = START + timedelta(seconds=5)
CHANGED = PasswordChanged(account_id="ann", request="r1")
ALL_OUT = [
    CHANGED, LoggedOutElsewhere(account_id="ann", sid=f"{'a' * 32}-{'0' * 20}"), AccountBanned(account_id="ann"),
    SecondFactorLifted(account_id="ann"),
]  # fmt: skip


@pytest.mark.parametrize("said", ALL_OUT)
def test_what_signs_everybody_out_ends_the_signs_of_devices(views: Bench, said: Message) -> None:
    views.when(said, at=LATER)
    views.then_rows(PersonView("ann", devices_from=LATER))


def test_the_latest_holds_whichever_is_heard_first(views: Bench) -> None:
    for at in (LATER, START, LATER):
        views.when(CHANGED, at=at)
    views.then_rows(PersonView("ann", devices_from=LATER))

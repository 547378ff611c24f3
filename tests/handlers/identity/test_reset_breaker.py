from typing import Any

import pytest

from choreography.testing import Bench
from choreography.vocabulary import Tell
from contracts.identity import DoorBreakerReset, ResetDoorBreaker
from handlers.identity import identity as service
from ops.commands.breakers import RESETS


@pytest.mark.parametrize(
    ("dependency", "subject"),
    [
        ("google", "breakers.identity.google"),
        ("github", "breakers.identity.github"),
        ("facebook", "breakers.identity.facebook"),
        ("redis", "breakers.edge.redis"),
        ("postgresql", "breakers.edge.postgresql"),
        ("replica", "breakers.edge.replica"),
    ],
)
def test_a_reset_is_answered_and_told_to_whoever_calls_it(dependency: Any, subject: str) -> None:
    identity = Bench(service)
    assert RESETS[dependency] == ResetDoorBreaker(dependency=dependency)
    identity.when(RESETS[dependency], id="first")
    identity.then(DoorBreakerReset(dependency=dependency))
    assert identity.last.told == [Tell(subject, b"{}")]
    identity.when(RESETS[dependency], id="first")
    identity.then_nothing()
    assert identity.last.told == []

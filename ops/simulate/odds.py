"""How hard one seed's day is: every kind of fault at an intensity drawn from the seed."""

import random
from dataclasses import MISSING, dataclass, fields


@dataclass(frozen=True)
class Odds:
    """Probabilities from 0 to 1, per opportunity."""

    doubled: float
    """A record lies in the log twice."""
    lost_ack: float
    """A record lies in the log, its sender is told that it failed."""
    away: float
    """The log cannot be reached."""
    lost_commit: float
    """A batch was saved, its lane is told that nobody knows."""
    store_away: float
    """The store cannot be reached."""
    kill: float
    """A worker is killed, per tick of the chaos."""
    deaf: float
    """A worker loses its partitions without noticing, likewise."""
    poison: float
    """A booking meets a step with a bug, mended later."""
    provider_away: float
    """The payment provider does nothing, and says so."""
    provider_silent: float
    """It did what it was asked, and never answers."""
    webhook_lost: float
    """One of its webhooks never comes."""
    given_back: float = 0.3
    """Some money of a booking is to go back: no fault, but what some faults need."""


CALM = Odds(*(0 for one in fields(Odds) if one.default is MISSING))


def draw(rng: random.Random) -> Odds:
    return Odds(
        doubled=rng.choice((0, 0.05, 0.3)),
        lost_ack=rng.choice((0, 0.02, 0.1)),
        away=rng.choice((0, 0, 0.05)),
        lost_commit=rng.choice((0, 0.02, 0.1)),
        store_away=rng.choice((0, 0, 0.03)),
        kill=rng.choice((0, 0.05, 0.2)),
        deaf=rng.choice((0, 0.05, 0.2)),
        poison=rng.choice((0, 0, 0.15)),
        provider_away=rng.choice((0, 0.1, 0.4)),
        provider_silent=rng.choice((0, 0.1, 0.4)),
        webhook_lost=rng.choice((0, 0, 0.1, 0.5)),
    )

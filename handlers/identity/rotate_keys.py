import json
from collections.abc import Iterator
from datetime import datetime

from choreography.vocabulary import Timer
from contracts.identity import EnsureKeys, SealingKeyPublished, SigningKeyPublished, SigningKeyRetired
from handlers.identity.keys import LEAD, OVERLAP, ROTATE, KeyRing, RingKey
from handlers.identity.own import KeyMade, MakeKey, RetireKey, RotateKey
from handlers.identity.service import identity


@identity.step
def ensure_keys(
    asked: EnsureKeys, ring: KeyRing | None, now: datetime
) -> Iterator[MakeKey | SigningKeyPublished | SealingKeyPublished]:
    """A key whose time is over is followed by a new one, should its timer have come to nothing."""
    if ring and not overdue(ring, now):
        yield published(ring.newest)
    else:
        yield MakeKey.of(asked)


@identity.step
def rotate_key(due: RotateKey) -> Iterator[MakeKey]:
    yield MakeKey.of(due)


@identity.step
def key_made(
    made: KeyMade, ring: KeyRing | None, now: datetime
) -> Iterator[KeyRing | SigningKeyPublished | SealingKeyPublished | Timer]:
    """A key that was made while another, made for the same need, came first is not taken."""
    if ring and not overdue(ring, now):
        return
    starts = now + LEAD[made.ring] if ring else now
    key = RingKey(ring=made.ring, kid=made.kid, public=made.public, private=made.private, starts=starts)
    yield (ring or KeyRing(made.ring)).with_key(key)
    yield published(key)
    yield Timer("rotate", starts + ROTATE[made.ring], RotateKey.of(made))
    if ring:
        yield Timer("retire", starts + OVERLAP[made.ring], RetireKey.of(made, kid=ring.newest.kid))


@identity.step
def retire_key(due: RetireKey, ring: KeyRing) -> Iterator[KeyRing | SigningKeyRetired]:
    yield ring.without(due.kid)
    if due.ring == "signing":
        yield SigningKeyRetired.of(due, kid=due.kid)


def overdue(ring: KeyRing, now: datetime) -> bool:
    return now >= ring.newest.starts + ROTATE[ring.ring]


def published(key: RingKey) -> SigningKeyPublished | SealingKeyPublished:
    if key.ring == "signing":
        return SigningKeyPublished(ring=key.ring, kid=key.kid, jwk=json.loads(key.public), starts=key.starts)
    return SealingKeyPublished(ring=key.ring, kid=key.kid, public=key.public, starts=key.starts)

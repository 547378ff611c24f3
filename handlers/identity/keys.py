"""The keys of one use, old and new: rotation never leaves a moment without one."""

from datetime import datetime, timedelta
from typing import Self

from pydantic import BaseModel, ConfigDict

from choreography.row import Row
from contracts.identity import Ring

ROTATE: dict[Ring, timedelta] = {"signing": timedelta(days=30), "sealing": timedelta(days=1)}
OVERLAP: dict[Ring, timedelta] = {"signing": timedelta(minutes=15), "sealing": timedelta(hours=1)}
"""How long an old key is kept once the new one has started: longer than the last token lives, or the last box lies."""
LEAD: dict[Ring, timedelta] = {"signing": timedelta(minutes=1), "sealing": timedelta()}
"""How long a key that takes another's place is published before it is used."""


class RingKey(BaseModel):
    """`public` is a JWK as JSON for signing, base64url for sealing; `private` is wrapped by the master key."""

    model_config = ConfigDict(frozen=True)

    ring: Ring
    kid: str
    public: str
    private: str
    starts: datetime


class KeyRing(Row, key=("ring",), audited=True, secret=("private",)):
    """`keys` in the order in which they start."""

    ring: Ring
    keys: tuple[RingKey, ...] = ()

    @property
    def newest(self) -> RingKey:
        return self.keys[-1]

    def current(self, now: datetime) -> RingKey:
        """The last one that has started."""
        started = [key for key in self.keys if key.starts <= now]
        return started[-1] if started else self.keys[0]

    def find(self, kid: str) -> RingKey | None:
        return next((key for key in self.keys if key.kid == kid), None)

    def with_key(self, key: RingKey) -> Self:
        return self.but(keys=(*self.keys, key))

    def without(self, kid: str) -> Self:
        return self.but(keys=tuple(key for key in self.keys if key.kid != kid))

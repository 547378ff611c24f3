"""An answer as bytes, so that a replay is the same to the last one."""

from dataclasses import dataclass, field, replace

from ops.stripe_fake.errors import ApiError


@dataclass(frozen=True, slots=True)
class Reply:
    """A `kept` reply stays the answer to its idempotency key."""

    status: int
    body: bytes
    kept: bool = True
    headers: dict[str, str] = field(default_factory=dict)

    @classmethod
    def to(cls, wrong: ApiError) -> "Reply":
        return cls(wrong.status, wrong.body(), wrong.kept)

    def replayed(self) -> "Reply":
        return replace(self, headers={"Idempotent-Replayed": "true"})

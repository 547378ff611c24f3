"""Ids that follow from who asks and from their idempotency key: a second try is the same thing again."""

import uuid

ASKED = uuid.UUID("0d4f5b0e-5a0f-5c0e-9b53-1f1f6a9f3a52")
KEY_AT_MOST = 128
"""Characters of an idempotency key."""


def fresh() -> str:
    return str(uuid.uuid4())


def command_id(user: str, key: str) -> str:
    return str(uuid.uuid5(ASKED, f"{user}:{key}"))


def thing_id(user: str, key: str) -> str:
    """Of an event or a venue."""
    return uuid.uuid5(ASKED, f"thing:{user}:{key}").hex[:20]


def booking_id(event_id: str, user: str, key: str) -> str:
    """It begins with its event's id, so that it leads to its partition."""
    return f"{event_id}-{uuid.uuid5(ASKED, f'booking:{user}:{key}').hex[:20]}"


def event_of(booking_id: str) -> str:
    return booking_id.rpartition("-")[0]

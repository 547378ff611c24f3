"""What users remembers: a profile for each person."""

from dataclasses import field
from datetime import datetime

from choreography.row import Row
from contracts.sealed import Sealed


class Profile(Row, key=("account_id",)):
    """`name` can be read only with the person's key."""

    account_id: str
    created: datetime
    name: Sealed | None = None
    preferences: dict[str, str] = field(default_factory=dict)
    read_until: datetime | None = None
    """What came to the inbox by then is read."""

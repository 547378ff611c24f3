"""What a peer is asked for, and where it finds its servers."""

import os
from dataclasses import dataclass
from uuid import UUID

from pydantic import BaseModel

POOL = 20
"""Connections of one process to PostgreSQL."""


class Booking(BaseModel):
    """One seat, or one place of a general-admission type; `amount` is 0 where the ticket is free."""

    id: UUID
    user_id: int
    event_id: int
    seat_no: int | None = None
    ticket_type_id: int | None = None
    amount: int = 0


@dataclass(frozen=True)
class Where:
    """From the environment: PostgreSQL, DBOS's own database, and the payment provider (empty if none)."""

    postgres: str = os.environ.get("PEERS_POSTGRES", "")
    dbos: str = os.environ.get("PEERS_DBOS", "")
    stripe: str = os.environ.get("PEERS_STRIPE", "")
    key: str = os.environ.get("PEERS_STRIPE_KEY", "")

"""How long somebody waits for tokens, which come in the answer alone."""

from datetime import datetime, timedelta

WAITED_FOR = timedelta(seconds=10)
"""Longer no edge waits: a session would be nobody's, and a changed token, tried again, would count as stolen."""


def too_late(asked_at: datetime, now: datetime) -> bool:
    return now - asked_at > WAITED_FOR

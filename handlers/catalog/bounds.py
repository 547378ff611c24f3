"""The numbers and the patterns that bound what an organiser may say; those of a plan: `contracts.seating`."""

import re
from datetime import timedelta

TICKET_TYPES_AT_MOST = 100
ADD_ONS_AT_MOST = 50
QUOTAS_AT_MOST, SHARES_AT_MOST = 20, 200
"""Quotas of an event, and what they name together: inventory writes them at each change of a count."""
FAULTS_AT_MOST = 100
"""Of one plan, that are told."""
PLACES_AT_MOST = 1_000_000
"""Places of one ticket type, and people in a venue."""
SLOTS_AT_MOST = 1_000
"""Events to come at one venue."""
PRICE_AT_MOST = 100_000_000
"""Of one ticket, in the minor unit."""
FEE_RATE_AT_MOST = 5_000
"""In basis points."""
HOLD_AT_LEAST, HOLD_AT_MOST = timedelta(minutes=1), timedelta(hours=24)
OFFLINE_AT_MOST = timedelta(days=60)
CANCEL_BEFORE_AT_MOST = timedelta(days=366)
PER_MINUTE_AT_MOST, QUEUE_AT_MOST = 60_000, 1_000_000
"""Turns granted a minute, and people who wait at once."""
TURN_AT_LEAST, TURN_AT_MOST = timedelta(seconds=30), timedelta(hours=1)
TEXT_AT_MOST, TAX_ID_AT_MOST, DESCRIPTION_AT_MOST = 200, 64, 20_000
"""Characters."""

ID = re.compile(r"[A-Za-z0-9_-]{1,64}")
TYPE_NAME = re.compile(r"[^|\s][^|\n]{0,63}")

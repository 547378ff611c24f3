"""Bookings: the one authority on whether a booking is confirmed, expired or cancelled."""

from contracts.bookings.about import *
from contracts.bookings.affected import *
from contracts.bookings.cancelling import *
from contracts.bookings.confirmations import *
from contracts.bookings.forbidden import *
from contracts.bookings.holders import *
from contracts.bookings.holding import *
from contracts.bookings.offers import *
from contracts.bookings.offline import *
from contracts.bookings.outcomes import *
from contracts.bookings.refunds import *
from contracts.bookings.requests import *

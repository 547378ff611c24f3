"""The mail that leads to the tickets, once more."""

from contracts.base import Basket, Command, Event, OfBooking
from contracts.bookings.about import ByOrganiserOf, OfSeats


class RepeatConfirmation(ByOrganiserOf, Command):
    """The mail that leads to the tickets is wanted once more; a booking's buyer may ask for it, too."""


class ConfirmationRepeated(OfSeats, Basket, OfBooking, Event, answers=RepeatConfirmation):
    """Its buyer is to have the mail once more; `number` counts how often that was asked."""

    number: int


class ConfirmationNotRepeated(OfSeats, OfBooking, Event, answers=RepeatConfirmation, status=409):
    """No mail is sent; `reason` is no_tickets or repeated_too_often."""

    reason: str

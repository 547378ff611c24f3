"""Which device has the pass of which ticket."""

from contracts.base import Command, Event, Message


class OfPass(Message, key="device_id", subject="serial", carries=("device_id", "serial")):
    """About a ticket's pass on one device, which has an id of its own making."""

    device_id: str
    serial: str
    """The booking, a dot, and the ticket's number in it."""


class RegisterPass(OfPass, Command):
    """The device has the pass, and will ask for its changes."""


class UnregisterPass(OfPass, Command):
    """The device has the pass no more."""


class PassRegistered(OfPass, Event, answers=RegisterPass, status=201):
    """Its changes are told to the device."""


class PassUnregistered(OfPass, Event, answers=UnregisterPass):
    """The device is told nothing of it any more."""

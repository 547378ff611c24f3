"""Rows of the passes that devices have."""

from choreography.row import Row


class PassView(Row, key=("device_id", "serial")):
    """A ticket's pass on a device. `serial` is the booking, a dot, and the ticket's number."""

    device_id: str
    serial: str
    registered: bool = False
    pass_version: int = -1
    """The clock of it."""

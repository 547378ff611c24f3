"""Every bound of the sockets, in one place."""

from dataclasses import dataclass


@dataclass(frozen=True)
class LiveSettings:
    """Times are seconds, sizes are bytes."""

    origins: frozenset[str] = frozenset()
    """The pages that may connect, exactly as a browser says it: `https://tickets.example`."""
    allow_missing_origin: bool = True
    """Only browsers send an Origin."""

    sockets: int = 50_000
    sockets_per_address: int = 50
    sockets_per_user: int = 5
    channels_per_socket: int = 50

    session_asked_every: float = 300.0
    """From the end of its token on, between two questions whether a socket's session stands: as long as a token."""
    session_asked_again: float = 30.0
    """...where nobody could say."""
    session_unsure: float = 300.0
    """So long after such a question a socket is let stay."""

    messages_per_second: float = 20.0
    message_burst: int = 40

    ping_every: int = 25
    silent_after: float = 60.0
    slow_after: float = 30.0
    write_buffer: int = 16 * 1024
    kernel_buffer: int = 32 * 1024
    close_grace: float = 2.0
    """How long a socket that was told to go may linger before its connection is cut."""

    quiet_time: float = 0.05
    """The least time between two frames of a conflated channel."""
    send_cost: float = 12e-6
    """What one frame to one socket costs: a channel may use half of a core."""
    fan_out_slice: int = 500
    """So many sockets are served before the loop serves others."""

    log_items: int = 1_000
    """News kept for those who resume, or held while a hole is healed; beyond it they are told to resync."""
    replay_rows: int = 500
    gap_concurrency: int = 16
    gap_pauses: tuple[float, ...] = (0.2, 1.0)
    """Between the tries to read a gap."""

    shed_per_second: float = 2_000.0
    shed_within: float = 15.0
    """A stop sheds faster than `shed_per_second` if that would take longer than this."""

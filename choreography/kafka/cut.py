"""A connection that was cut says so to whoever writes to it next.

On uvloop that write raises RuntimeError, which no task of aiokafka expects: the one that asks where the leaders are
would end without a word, and its client wait for ever.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any

from aiokafka.conn import AIOKafkaConnection, CloseReason

WRITING = ("send", "_send_sasl_token")


def careful(write: Callable[..., Any]) -> Callable[..., Any]:
    """Raises KafkaConnectionError, as for any closed connection."""

    @wraps(write)
    def written(self: AIOKafkaConnection, *args: Any, **more: Any) -> Any:
        if self._writer is not None and self._writer.transport.is_closing():
            self.close(reason=CloseReason.CONNECTION_BROKEN)
        return write(self, *args, **more)

    return written


def heed_cuts() -> None:
    """By all clients of this process."""
    for name in WRITING:
        write = getattr(AIOKafkaConnection, name)
        if not hasattr(write, "__wrapped__"):
            setattr(AIOKafkaConnection, name, careful(write))

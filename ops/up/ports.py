"""The ports of a box office, looked at before anything starts."""

import socket
from collections.abc import Iterable

from ops.stack.process import StartFailed
from ops.up.plan import HOST, Form


def check_free(form: Form) -> None:
    """Raises StartFailed, and names the ports on which something else listens."""
    if busy := [str(port) for port in taken(form.ports())]:
        raise StartFailed(
            f"Port {', '.join(busy)} of this machine is in use. Perhaps a box office is open already; "
            f"another one can stand beside it with --port and --data."
        )


def taken(ports: Iterable[int]) -> list[int]:
    return [port for port in ports if not _is_free(port)]


def _is_free(port: int) -> bool:
    try:
        socket.create_server((HOST, port)).close()
    except OSError:
        return False
    return True

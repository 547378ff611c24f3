"""The ports of a box office, looked at before anything starts."""

import socket
from collections.abc import Iterable

from ops.stack.process import StartFailed
from ops.up.plan import HOST, Form

LAST = 65_535


def check_free(form: Form) -> None:
    """Raises StartFailed, and names the ports on which something else listens, or which this user may not open."""
    ports = form.ports()
    if ports[-1] > LAST:
        raise StartFailed(f"--port {form.port} is too high: the last port of this box office would be {ports[-1]}.")
    if busy := [str(port) for port in taken(ports)]:
        raise StartFailed(
            f"Port {', '.join(busy)} of this machine is in use. Perhaps a box office is open already; "
            f"another one can stand beside it with --port and --data."
        )


def taken(ports: Iterable[int]) -> list[int]:
    return [port for port in ports if not _is_free(port)]


def _is_free(port: int) -> bool:
    """Raises StartFailed."""
    try:
        socket.create_server((HOST, port)).close()
    except PermissionError:
        raise StartFailed(f"Port {port} is not this user's to open: name one above 1023 with --port.") from None
    except OSError:
        return False
    return True

"""What a process forked by the nursery can be: by name, a function that runs until a signal ends it."""

from collections.abc import Callable
from importlib import import_module
from typing import Any

Ready = Callable[[dict[str, Any]], None]
"""Told once, with what the process says of itself, when it serves."""
Run = Callable[[list[str], Ready], None]
IMPORTED_LATE = "choreography.sight.collector", "anyio._backends._asyncio"
"""What a worker would import when it needs it: to serve its pages, and to run its application at all."""


def runs() -> dict[str, Run]:
    """Importing all of it is the point: a forked child has nothing left to import, and no columns to read."""
    from stripe import StripeClient

    from choreography.postgres.codec import columns
    from edge.__main__ import main as edge
    from handlers.payments.stripe_gateway import OneAddress, StripeGateway
    from ops import registry
    from ops.mail_sink.__main__ import main as mail
    from ops.worker import main as worker

    for late in IMPORTED_LATE:
        import_module(late)
    StripeGateway(StripeClient("unused", http_client=OneAddress()))  # its parts are imported as it is made
    for service in registry.services():
        for row in service.rows:
            columns(row)
    return {"mail": mail, "worker": worker, "stripe": stripe, "edge": edge}


def stripe(args: list[str], ready: Ready) -> None:
    from ops.stripe_fake.__main__ import parser, settings
    from ops.stripe_fake.serving import Server, listening

    chosen = parser().parse_args(args)
    bound, url = listening(chosen.host, chosen.port)
    Server(settings(chosen), lambda: ready({"url": url})).run([bound])

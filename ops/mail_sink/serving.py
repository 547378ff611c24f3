"""Runs the sink on real sockets, inside an event loop."""

import asyncio
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path

from aiohttp import web

from ops.mail_sink.box import Box
from ops.mail_sink.smtp import Connection
from ops.mail_sink.web import app

HOST = "127.0.0.1"


@dataclass(frozen=True)
class Sink:
    """`http` is a base URL, `smtp` is `host:port`."""

    box: Box
    smtp: str
    http: str


@asynccontextmanager
async def serving(
    smtp_port: int = 0, http_port: int = 0, host: str = HOST, file: Path | None = None
) -> AsyncIterator[Sink]:
    """Until the block is left; port 0 takes a free one. A `file` keeps the mails for the next start.

    Raises OSError if a port is taken.
    """
    box = Box(file)
    mail = await asyncio.get_running_loop().create_server(lambda: Connection(box), host, smtp_port)
    runner = web.AppRunner(app(box), access_log=None, shutdown_timeout=1)
    try:
        await runner.setup()
        site = web.TCPSite(runner, host, http_port)
        await site.start()
        taken = mail.sockets[0].getsockname()[1]
        yield Sink(box, f"{host}:{taken}", f"http://{host}:{runner.addresses[0][1]}")
    finally:
        mail.close()
        await runner.cleanup()
        box.close()

"""What a house in memory is made of, opened in order: the world outside first, then the mesh, and the door last."""

import asyncio
import os
from collections.abc import AsyncIterator
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path
from typing import Any

from choreography.sight.logs import configure
from choreography.sight.serve import shown
from choreography.sight.settings import SightSettings
from choreography.sight.tracer import open_tracer
from contracts.webhooks import HEARD
from edge.app import create_app
from edge.board import MemoryBoard
from edge.settings import EdgeSettings
from ops.mail_sink.serving import serving as sink
from ops.memory import at_the_door
from ops.memory.door import open_door
from ops.memory.mesh import memory_mesh
from ops.memory.outside import outside
from ops.memory.tools import tools
from ops.ready_file import write_whole
from ops.stripe_fake.serving import serving as stripe
from ops.stripe_fake.settings import Endpoint, Settings
from ops.up import provider
from ops.up.plan import HOST, Form

SOCKET = "tools.sock"


@asynccontextmanager
async def opened(form: Form, data: Path) -> AsyncIterator[dict[str, Any]]:
    settings = EdgeSettings()
    configure(SightSettings().log_level, "boxoffice")
    async with AsyncExitStack() as stack:
        url, secret = f"http://{HOST}:{form.port}/webhooks/stripe", settings.stripe_secret.get_secret_value()
        webhooks = Endpoint(url, secret, events=HEARD)
        if not provider.real():
            await stack.enter_async_context(stripe(Settings(endpoint=webhooks), form.stripe_port))
        await stack.enter_async_context(sink(form.mail_port, form.mail_page_port))
        tracer = open_tracer(SightSettings(), "boxoffice")
        stack.push_async_callback(asyncio.to_thread, tracer.close)
        board = MemoryBoard()
        mesh = await stack.enter_async_context(memory_mesh(tracer))
        await stack.enter_async_context(shown(mesh.lanes, SightSettings()))
        await stack.enter_async_context(tools(mesh.inspector, mesh.nats, mesh.bus.producer(), data / SOCKET, board))
        app = create_app(settings, outside(mesh, settings, board))
        for route in at_the_door.routes(mesh.inspector):
            app.register(route)
        await stack.enter_async_context(open_door(app, HOST, form.port))
        found = announced(form, data)
        write_whole(data / "ready.json", found)
        yield found


def announced(form: Form, data: Path) -> dict[str, Any]:
    """As the real house says it; what has no server is not there, and `tools` is where operators' commands ask."""
    edge = f"http://{HOST}:{form.port}"
    return {
        **form.found(),
        "tools": str(data / SOCKET),
        "pids": {name: os.getpid() for name in ("workers", "edge")},
        "health": {
            "workers": f"http://{HOST}:{SightSettings().health_port}/health/ready",
            "edge": f"{edge}/health/ready",
        },
        "data": str(data),
    }

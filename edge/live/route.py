"""`/live`: the one WebSocket route."""

from collections.abc import Callable
from typing import cast

from litestar import WebSocket, websocket
from litestar.handlers import WebsocketRouteHandler

from edge.door.security_log import note
from edge.live.hub import Hub
from edge.live.settings import LiveSettings
from edge.live.socket import Host, Socket

Takeover = Callable[[Host, int, int], Socket]


def live_route(hub: Hub) -> WebsocketRouteHandler:
    """Runs on uvicorn with `--ws edge.live.takeover:Takeover` only; on anything else the first socket fails."""
    settings = hub.hall.settings

    @websocket("/live", opt={"exclude_from_auth": True})
    async def live(socket: WebSocket) -> None:  # type: ignore[type-arg]
        if not origin_allowed(settings, socket.headers.get("origin")):
            hub.metrics.refused_origins += 1
            note(socket, 403, "foreign_origin")
            return await socket.close(4403)
        takeover = cast("Takeover", socket.scope["extensions"]["takeover"])  # type: ignore[index]
        await socket.accept()
        hub.join(takeover(hub, settings.write_buffer, settings.kernel_buffer), _address(socket))
        return None

    return live


def origin_allowed(settings: LiveSettings, origin: str | None) -> bool:
    return settings.allow_missing_origin if origin is None else origin in settings.origins


def _address(socket: WebSocket) -> str:  # type: ignore[type-arg]
    return socket.client.host if socket.client else ""

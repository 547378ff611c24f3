"""Where a trace begins: one request in so many, as the settings say."""

from litestar.enums import ScopeType
from litestar.types import ASGIApp, Message, Receive, Scope, Send

from choreography.sight.request import begin
from choreography.sight.settings import SightSettings
from choreography.sight.tracer import Tracer


class Traced:
    """What the request says to the mesh carries `traceparent` of its state."""

    def __init__(self, app: ASGIApp, tracer: Tracer, settings: SightSettings) -> None:
        self.app, self.tracer, self.settings = app, tracer, settings

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        if not self.tracer.on or scope["type"] != ScopeType.HTTP:
            return await self.app(scope, receive, send)
        said, status = dict(scope["headers"]).get(b"traceparent", b"").decode("latin-1"), 500
        trace = begin(self.tracer, self.settings.trace_ratio, said, self.settings.trace_trust)
        scope["state"] = {**scope.get("state", {}), "traceparent": trace.traceparent}

        async def sending(message: Message) -> None:
            nonlocal status
            if message["type"] == "http.response.start":
                status = message["status"]
            await send(message)

        try:
            await self.app(scope, receive, sending)
        finally:
            trace.end(f"{scope['method']} {scope.get('path_template') or 'unmatched'}", status)

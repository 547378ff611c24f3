"""Puts the fake together as a Litestar application."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from typing import Any

from litestar import Litestar, Response, route
from litestar.config.cors import CORSConfig
from litestar.di import Provide
from litestar.exceptions import HTTPException
from litestar.handlers import HTTPRouteHandler

from ops.stripe_fake.control import control
from ops.stripe_fake.errors import ApiError
from ops.stripe_fake.fake import Fake
from ops.stripe_fake.gate import Incoming, answer
from ops.stripe_fake.operations import OPERATIONS, Operation
from ops.stripe_fake.payer import payer
from ops.stripe_fake.settings import Settings

LARGEST_BODY = 64 * 1024


def create_app(settings: Settings | None = None) -> Litestar:
    """An application with a state of its own; it must run in one event loop from start to end."""
    fake = Fake(settings or Settings())

    @asynccontextmanager
    async def lifespan(_: Litestar) -> AsyncIterator[None]:
        fake.go_on()
        yield
        await fake.close()

    async def saved(answer: Response[Any]) -> Response[Any]:
        fake.save()
        return answer

    return Litestar(
        [*(handler(fake, operation) for operation in OPERATIONS), control, payer],
        dependencies={"fake": Provide(lambda: fake, sync_to_thread=False)},
        exception_handlers={ApiError: refused, HTTPException: misfit},
        cors_config=CORSConfig(allow_origins=["*"]),
        request_max_body_size=LARGEST_BODY,
        lifespan=[lifespan],
        after_request=saved,
        openapi_config=None,
        logging_config=None,
    )


def handler(fake: Fake, operation: Operation) -> HTTPRouteHandler:
    async def handle(request: Incoming) -> Response[bytes]:
        return await answer(fake, operation, request)

    return route(operation.path, http_method=[operation.method], name=operation.name, status_code=200)(handle)


def refused(_: Incoming, wrong: ApiError) -> Response[bytes]:
    return Response(wrong.body(), status_code=wrong.status, media_type="application/json")


def misfit(request: Incoming, wrong: HTTPException) -> Response[bytes]:
    """What never reached an operation, in Stripe's shape too."""
    message = f"{request.method} {request.url.path}: {wrong.detail}"
    extra = wrong.extra if isinstance(wrong.extra, list) else None
    return refused(request, ApiError(wrong.status_code, "invalid_request_error", message, extra=extra))

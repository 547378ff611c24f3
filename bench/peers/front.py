"""The HTTP front of a peer: POST /bookings, answered when the tickets are there."""

from collections.abc import AsyncIterator, Awaitable, Callable
from contextlib import AbstractAsyncContextManager, asynccontextmanager

from fastapi import FastAPI
from fastapi.responses import JSONResponse

from bench.peers.booking import Booking

Book = Callable[[Booking], Awaitable[bool]]
"""True if the tickets were issued, False if there were none to be had."""


def front(running: Callable[[], AbstractAsyncContextManager[Book]]) -> FastAPI:
    @asynccontextmanager
    async def lifespan(app: FastAPI) -> AsyncIterator[None]:
        async with running() as app.state.book:
            yield

    app = FastAPI(lifespan=lifespan)

    @app.post("/bookings")
    async def post(booking: Booking) -> JSONResponse:
        issued = await app.state.book(booking)
        return JSONResponse({"id": str(booking.id), "issued": issued}, 201 if issued else 409)

    return app

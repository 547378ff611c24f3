"""What operators' commands ask of a box office in memory, on a socket in its data folder."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from aiohttp import web

from choreography.ports import Ear, Sender
from edge.board import Board, MemoryBoard
from ops import registry
from ops.asking import Question, ask, say
from ops.check.memory import check
from ops.inspector.memory import MemoryInspector
from ops.inspector.wire import ANSWERS, asked, packed

BOARD = {"read", "write", "wipe"}


@asynccontextmanager
async def tools(
    inspector: MemoryInspector, ear: Ear, sender: Sender, socket: Path, board: Board | None = None
) -> AsyncIterator[None]:
    """Until the block is left."""
    runner = web.AppRunner(app(inspector, ear, sender, board or MemoryBoard()), access_log=None, shutdown_timeout=1)
    try:
        await runner.setup()
        await web.UnixSite(runner, socket).start()
        yield
    finally:
        await runner.cleanup()


def app(inspector: MemoryInspector, ear: Ear, sender: Sender, board: Board) -> web.Application:
    async def inspect(request: web.Request) -> web.Response:
        if (call := request.match_info["call"]) not in ANSWERS:
            raise web.HTTPNotFound
        return web.Response(body=packed(await looked(inspector, call, asked(call, await request.read()))))

    async def agree(request: web.Request) -> web.Response:
        patience = float(await request.text())
        return web.Response(body=(await check(inspector.books, patience)).packed())

    async def command(request: web.Request) -> web.Response:
        question = Question.unpacked(await request.read())
        return web.Response(body=Question(await ask(ear, sender, question.message, question.actor)).packed())

    async def tell(request: web.Request) -> web.Response:
        question = Question.unpacked(await request.read())
        await say(sender, question.message, question.actor)
        return web.Response()

    async def said(request: web.Request) -> web.Response:
        if (call := request.match_info["call"]) not in BOARD:
            raise web.HTTPNotFound
        return web.Response(text=await getattr(board, call)(*await request.json()) or "")

    found = web.Application(client_max_size=1024 * 1024)
    found.router.add_post("/inspect/{call}", inspect)
    found.router.add_post("/check", agree)
    found.router.add_post("/ask", command)
    found.router.add_post("/tell", tell)
    found.router.add_post("/board/{call}", said)
    return found


async def looked(inspector: MemoryInspector, call: str, arguments: Any) -> Any:
    if call == "links":
        return [link async for link in inspector.links()]
    if call == "lags":
        return await inspector.lags(registry.service(arguments[0]))
    return await getattr(inspector, call)(*arguments)

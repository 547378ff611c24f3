from typing import Any

from litestar.types import Receive, Scope, Send

from edge.door.door import Door

SCOPE: Any = {"type": "http", "method": "POST", "path_template": "/webhooks/stripe", "headers": []}


async def counted(app: Any, seen: list[int]) -> None:
    door = Door(app, lambda method, route, status, seconds: seen.append(status), lambda method, route: {})

    async def receive() -> Any:
        return {"type": "http.disconnect"}

    async def send(message: Any) -> None: ...

    await door({**SCOPE}, receive, send)


async def test_who_left_before_the_answer_is_no_fault_of_ours() -> None:
    async def waits(scope: Scope, receive: Receive, send: Send) -> None:
        assert (await receive())["type"] == "http.disconnect"

    seen: list[int] = []
    await counted(waits, seen)
    assert seen == [499]


async def test_an_application_that_raises_is() -> None:
    async def breaks(scope: Scope, receive: Receive, send: Send) -> None:
        raise ValueError("broken")

    seen: list[int] = []
    await counted(breaks, seen)
    assert seen == [500]


async def test_nor_is_what_the_application_makes_of_half_a_body() -> None:
    async def fails(scope: Scope, receive: Receive, send: Send) -> None:
        await receive()
        await send({"type": "http.response.start", "status": 500, "headers": []})

    seen: list[int] = []
    await counted(fails, seen)
    assert seen == [499]

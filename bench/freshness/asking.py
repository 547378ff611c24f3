"""Who asks for a booking again and again, until it is told as it is."""

import asyncio
import json
import time
from collections.abc import Callable
from typing import Any

from bench.load.http import Client, request

OK = 200
AGAIN = 0.01
"""Seconds between an answer and the next question."""
CONFIRMED = "confirmed"


async def told(client: Client, path: str, token: str, right: Callable[[Any], bool]) -> float:
    """When the first answer came that is right, in `perf_counter`'s seconds."""
    asked = request("GET", path, headers=f"authorization: Bearer {token}\r\n")
    while True:
        answer = await client.ask(asked)
        came = time.perf_counter()
        if answer.status == OK and right(json.loads(answer.body)):
            return came
        await asyncio.sleep(AGAIN)


async def by_itself(client: Client, booking: str, token: str) -> float:
    return await told(client, f"/bookings/{booking}", token, lambda found: bool(found["state"] == CONFIRMED))


async def in_the_list(client: Client, booking: str, token: str) -> float:
    def right(page: Any) -> bool:
        return any(one["id"] == booking and one["state"] == CONFIRMED for one in page["items"])

    return await told(client, "/bookings", token, right)

"""What an operator who is signed in asks at a door, by the access token of the environment."""

import os

import aiohttp

from choreography.ports import Unreachable
from ops.client.tools import DOOR, ENV, PATIENCE

WAIT = {"Prefer": "wait=5"}


def signed_in(at: str) -> bool:
    """Is a door meant, and is there a token for it?"""
    return at.startswith(DOOR) and bool(os.environ.get(ENV))


async def post(at: str, path: str) -> dict[str, str]:
    """The answer, or the problem, which has a `code`. Raises Unreachable."""
    headers = {"Authorization": f"Bearer {os.environ[ENV]}", **WAIT}
    try:
        async with (
            aiohttp.ClientSession(headers=headers, timeout=PATIENCE) as http,
            http.post(at.rstrip("/") + path) as answer,
        ):
            return dict(await answer.json(content_type=None))
    except (aiohttp.ClientError, TimeoutError, OSError, ValueError) as error:
        raise Unreachable(f"the door: {error}") from error

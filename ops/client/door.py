"""The REST side of the front door."""

from contextlib import suppress
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import Any, Self

import aiohttp

WAIT = 20
"""Seconds for which an answer is waited for."""


class Refusal(Exception):
    """The door said no: the HTTP status, the problem's code, and after how many seconds to ask again, if it said so."""

    def __init__(self, status: int, problem: dict[str, Any], again_in: float = 0.0) -> None:
        self.status, self.problem, self.again_in = status, problem, again_in
        self.code = str(problem.get("code", ""))
        detail = problem.get("detail") or problem.get("errors") or problem
        super().__init__(f"{status} {self.code}: {detail}")


@dataclass
class Door:
    """One person at the door; without `token` nobody in particular."""

    address: str
    http: aiohttp.ClientSession
    token: str = ""
    refresh_token: str = ""
    headers: dict[str, str] = field(default_factory=dict)

    async def opens(self) -> None:
        """Whatever is answered. Raises aiohttp.ClientError if nobody opens."""
        with suppress(Refusal):
            await self.call("GET", "/health/live")

    async def register(self, mail: str, password: str, organiser: bool = False) -> dict[str, Any]:
        body = {"mail": mail, "password": password, "organiser": organiser, "name": mail.partition("@")[0]}
        return await self.call("POST", "/accounts", body)

    async def log_in(self, mail: str, password: str) -> Self:
        said = await self.call("POST", "/sessions", {"mail": mail, "password": password})
        self.token, self.refresh_token = said["access_token"], said["refresh_token"]
        return self

    async def refresh(self) -> None:
        """New tokens for the old ones."""
        said = await self.call("POST", "/sessions/refresh", {"refresh_token": self.refresh_token})
        self.token, self.refresh_token = said["access_token"], said["refresh_token"]

    async def call(self, method: str, path: str, body: Any = None, **headers: str) -> dict[str, Any]:
        """The answer's body. Raises Refusal, and aiohttp.ClientError if nobody opens, or who does is no box office."""
        said = {
            "Prefer": f"wait={WAIT}",
            **({"Authorization": f"Bearer {self.token}"} if self.token else {}),
            **headers,
        }
        async with self.http.request(method, self.address + path, json=body, headers=said) as answer:
            found = await said_in(answer)
            if answer.status >= HTTPStatus.BAD_REQUEST:
                raise Refusal(answer.status, found or {}, float(answer.headers.get("Retry-After", 0)))
            return dict(found or {})


async def said_in(answer: aiohttp.ClientResponse) -> Any:
    """Raises aiohttp.ClientError for what no door says: a page of whoever else has the port."""
    if answer.status == HTTPStatus.NO_CONTENT:
        return {}
    try:
        return await answer.json(content_type=None)
    except ValueError as error:
        raise aiohttp.ClientPayloadError(f"what answers at {answer.url.origin()} is no box office") from error

"""Sends one webhook over HTTP."""

import aiohttp

NO_ANSWER = 0


class Sender:
    """Opens its connections at the first use; follows no redirect."""

    def __init__(self, timeout: float) -> None:
        self.timeout = aiohttp.ClientTimeout(total=timeout)
        self.session: aiohttp.ClientSession | None = None

    async def send(self, url: str, body: bytes, headers: dict[str, str]) -> int:
        """The status of the answer, or `NO_ANSWER`."""
        if self.session is None:
            self.session = aiohttp.ClientSession(timeout=self.timeout)
        try:
            async with self.session.post(url, data=body, headers=headers, allow_redirects=False) as answer:
                return answer.status
        except (aiohttp.ClientError, TimeoutError, OSError):
            return NO_ANSWER

    async def close(self) -> None:
        if self.session is not None:
            await self.session.close()

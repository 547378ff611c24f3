"""Connections to mail servers, kept between mails."""

from collections.abc import AsyncIterator
from contextlib import asynccontextmanager, suppress
from time import monotonic

from aiosmtplib import SMTP
from aiosmtplib.errors import SMTPException

from handlers.email.settings import MailSettings

KEPT = 20.0
"""Seconds for which an idle connection is kept: servers close theirs after some minutes, strict ones sooner."""


class Lines:
    """One mail at a time goes over each."""

    def __init__(self, settings: MailSettings) -> None:
        self.settings = settings
        self._idle: dict[tuple[str, int], list[tuple[float, SMTP]]] = {}

    @asynccontextmanager
    async def line(self, host: str, port: int) -> AsyncIterator[SMTP]:
        """One on which anything went wrong is not kept. Raises SMTPException, OSError and TimeoutError."""
        line = await self._open(host, port)
        try:
            yield line
        except BaseException:
            line.close()
            raise
        self._idle.setdefault((host, port), []).append((monotonic(), line))

    async def close(self) -> None:
        for idle in self._idle.values():
            for _, line in idle:
                with suppress(SMTPException, OSError, TimeoutError):
                    await line.quit()
        self._idle.clear()

    async def _open(self, host: str, port: int) -> SMTP:
        idle = self._idle.get((host, port), [])
        while idle:
            since, line = idle.pop()
            if line.is_connected and monotonic() - since < KEPT:
                return line
            line.close()
        line = self._new(host, port)
        await line.connect()
        return line

    def _new(self, host: str, port: int) -> SMTP:
        settings = self.settings
        return SMTP(
            hostname=host,
            port=port,
            use_tls=settings.tls,
            start_tls=False if settings.tls else settings.start_tls,
            username=settings.user or None,
            password=settings.password.get_secret_value() or None,
            timeout=settings.server_within,
            local_hostname=settings.domain,
        )

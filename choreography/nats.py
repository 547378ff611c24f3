"""Core NATS: words to whoever listens right now. Nothing is decided by them, and every one may be lost."""

import asyncio
import logging
import ssl
import time
from collections.abc import Awaitable, Callable
from contextlib import suppress

from nats.aio.client import Client
from nats.aio.msg import Msg
from nats.aio.subscription import Subscription
from nats.errors import Error, OutboundBufferLimitError

from choreography.envelope import Headers
from choreography.ports import Listener, Unlisten, Unreachable

log = logging.getLogger(__name__)
PENDING_WORDS = 10_000
"""Unread words of one listener, after which the newest are dropped."""
PENDING_BYTES = 2 * 1024 * 1024
"""Unsent bytes, after which telling fails."""
FIRST = 5.0
"""Seconds that the first connection may take until somebody is told."""


class Nats:
    """It connects in the background and for ever, so that nobody waits for it; `connected` says whether it is there.

    After a lost connection the words of the time between are gone: `reconnected` callbacks make their owners look
    elsewhere for what they missed.
    """

    def __init__(self, address: str, name: str = "boxoffice", ca: str = "") -> None:
        self.address, self.name, self.ca = address, name, ca
        self.reconnected: list[Callable[[], Awaitable[None]]] = []
        self.dropped = 0
        """Errors that the client saw, of slow listeners above all."""
        self._client = Client()
        self._listeners: dict[int, tuple[str, Listener]] = {}
        self._subscriptions: dict[int, Subscription] = {}
        self._subscribing = asyncio.Lock()
        self._next, self._lost_at = 0, 0.0
        self._connecting: asyncio.Task[None] | None = None

    @property
    def connected(self) -> bool:
        return self._client.is_connected

    @property
    def _place(self) -> str:
        """Without who we are there."""
        return self.address.rpartition("/")[2].rpartition("@")[2]

    async def start(self) -> None:
        self._connecting = asyncio.create_task(self._connect())

    async def joined(self) -> None:
        """Returns once it is connected for the first time, and its listeners hear."""
        if self._connecting:
            await asyncio.shield(self._connecting)

    async def stop(self) -> None:
        if self._connecting:
            self._connecting.cancel()
            with suppress(asyncio.CancelledError):
                await self._connecting
        with suppress(AssertionError):  # the client's own, if it never began to connect
            await self._client.close()

    async def tell(self, subject: str, body: bytes, headers: Headers = ()) -> None:
        """As `Answers.tell`. While the connection is away, words are kept up to a bound. Raises Unreachable."""
        if not (self._client.is_connected or self._client.is_reconnecting):
            raise Unreachable("not connected to NATS yet")
        try:
            await self._client.publish(subject, body, headers={k: v.decode() for k, v in headers} or None)
        except (Error, OutboundBufferLimitError) as error:
            raise Unreachable(f"NATS: {error!r}") from error

    async def listen(self, subject: str, listener: Listener) -> Unlisten:
        """As `Ear.listen`; without a connection, from the moment on when there is one."""
        key = self._next = self._next + 1
        self._listeners[key] = subject, listener
        if self.connected:
            await self._subscribe(key)
            await self._client.flush()

        async def unlisten() -> None:
            self._listeners.pop(key, None)
            if subscription := self._subscriptions.pop(key, None):
                with suppress(Error):
                    await subscription.unsubscribe()

        return unlisten

    async def _connect(self) -> None:
        began, loop = time.monotonic(), asyncio.get_running_loop()
        late = loop.call_later(FIRST, self._late)
        try:
            await self._reach()
        finally:
            late.cancel()
        if (took := time.monotonic() - began) > FIRST:
            log.warning("NATS at %s is there after %.1f s", self._place, took)
        for key in list(self._listeners):
            await self._subscribe(key)

    def _late(self) -> None:
        """It may be there, and refuse us: a wrong password is tried again for ever, too."""
        log.warning("NATS at %s is away since the start: %r", self._place, self._client.last_error)

    async def _reach(self) -> None:
        await self._client.connect(
            self.address,
            name=self.name,
            tls=ssl.create_default_context(cafile=self.ca) if self.ca else None,
            max_reconnect_attempts=-1,
            reconnect_time_wait=0.5,  # type: ignore[arg-type] # it takes fractions of a second
            ping_interval=10,
            pending_size=PENDING_BYTES,
            error_cb=self._count,
            disconnected_cb=self._lost,
            reconnected_cb=self._again,
        )

    async def _subscribe(self, key: int) -> None:
        """Once for each listener, whether it or the connection came first."""
        async with self._subscribing:
            if key in self._listeners and key not in self._subscriptions:
                subject, listener = self._listeners[key]
                heard = _told(listener)
                subscription = await self._client.subscribe(subject, cb=heard, pending_msgs_limit=PENDING_WORDS)
                self._subscriptions[key] = subscription

    async def _lost(self) -> None:
        """Also called when it is we who leave, which nobody has to know."""
        if self._client.is_reconnecting:
            self._lost_at = time.monotonic()
            log.warning("NATS at %s is away", self._place)

    async def _again(self) -> None:
        log.warning("NATS at %s is there again after %.1f s", self._place, time.monotonic() - self._lost_at)
        for callback in self.reconnected:
            await callback()

    async def _count(self, error: Exception) -> None:
        """It is called for every dropped word, inside the read loop: it must do no more than this."""
        self.dropped += 1


def _told(listener: Listener) -> Callable[[Msg], Awaitable[None]]:
    async def hear(word: Msg) -> None:
        listener(word.subject, word.data, tuple((k, v.encode()) for k, v in (word.headers or {}).items()))

    return hear

"""All servers together: started at once, stopped at once, each kept up in between."""

import asyncio
from collections.abc import AsyncIterator, Callable, Coroutine
from contextlib import AsyncExitStack, asynccontextmanager
from pathlib import Path

from ops.stack.addresses import Addresses, kept_ports
from ops.stack.folders import held
from ops.stack.guard import kept_guard
from ops.stack.kafka import fetched, kafka
from ops.stack.nats import nats
from ops.stack.postgres import let_follow, postgres, postgres_tls, replica, replica_tls
from ops.stack.server import Server
from ops.stack.supervise import Event, Supervised
from ops.stack.valkey import valkey, valkey_tls

Front = Callable[[Path, int, Path], Server]
Guard = Callable[[], Path]


def silent(_: Event) -> None:
    pass


class Stack:
    """Server names: postgres, replica, kafka1 (kafka2, ...), nats, valkey; guarded, postgres-tls and the like too."""

    def __init__(
        self,
        data: Path,
        brokers: int = 1,
        replica: bool = False,
        tell: Callable[[Event], None] = silent,
        guard: Guard | None = None,
    ) -> None:
        """`guard` is asked for a folder of `ops.credentials` once the data is held: then all ask who speaks, by TLS."""
        self.data, self.brokers, self.replica, self.tell = data.resolve(), brokers, replica, tell
        self.guarded = guard
        self.guard: Path | None = None
        self.running: dict[str, Supervised] = {}
        self.holding = AsyncExitStack()

    async def start(self) -> Addresses:
        """StartFailed or InUse, with nothing left running, when a server cannot be had. May be cancelled."""
        try:
            self.lock = await self.holding.enter_async_context(held(self.data))
            kept_guard(self.data, bool(self.guarded))
            self.guard = self.guarded().resolve() if self.guarded else None
            self.ports = kept_ports(self.data, self.brokers)
            await all_of(
                self.databases(),
                self.kafkas(),
                self.up(nats(self.data, self.ports["nats"], self.guard)),
                self.up(valkey(self.data, self.ports["valkey"], self.guard), valkey_tls),
            )
        except BaseException:
            await self.stop()
            raise
        return self.addresses

    @property
    def addresses(self) -> Addresses:
        return Addresses.on(self.ports, self.brokers, self.replica, self.guard / "ca.pem" if self.guard else None)

    async def stop(self) -> None:
        await asyncio.gather(*(server.stop() for server in self.running.values()))
        self.running.clear()
        await self.holding.aclose()

    def kill(self, name: str, hold: bool = False) -> None:
        """SIGKILL, now. The server comes back by itself on the same port; with `hold` only when `restart` says so."""
        self.running[name].kill(hold)

    async def restart(self, name: str) -> None:
        """Serves again when this returns; one that is up is killed first."""
        await self.running[name].restart()

    async def databases(self) -> None:
        await self.up(postgres(self.data, self.ports["postgres"], self.guard), postgres_tls)
        if not self.replica:
            return
        if self.guard:
            await let_follow(self.ports["postgres"], self.guard)
        follower = replica(self.data, self.ports["replica"], self.ports["postgres"], self.guard)
        await self.up(follower, replica_tls)

    async def kafkas(self) -> None:
        await fetched()
        await all_of(
            *(
                self.up(kafka(self.data, self.ports, node, self.brokers, self.guard))
                for node in range(1, self.brokers + 1)
            )
        )

    async def up(self, made: Coroutine[None, None, Server], front: Front | None = None) -> None:
        """Where it is guarded, what stands before a server is there first: the server is asked through it."""
        server = await made
        if front and self.guard:
            await self.launched(front(self.data, self.ports[server.name], self.guard))
        await self.launched(server)

    async def launched(self, server: Server) -> None:
        self.running[server.name] = Supervised(server, self.data, self.lock, self.tell)
        await self.running[server.name].start()


async def all_of(*parts: Coroutine[None, None, None]) -> None:
    """At once; the first failure cancels the others and is raised as itself."""
    try:
        async with asyncio.TaskGroup() as group:
            for part in parts:
                group.create_task(part)
    except ExceptionGroup as failures:
        raise failures.exceptions[0] from None


@asynccontextmanager
async def local_stack(
    data: Path,
    brokers: int = 1,
    replica: bool = False,
    tell: Callable[[Event], None] = silent,
    guard: Guard | None = None,
) -> AsyncIterator[Addresses]:
    stack = Stack(data, brokers, replica, tell, guard)
    try:
        yield await stack.start()
    finally:
        await stack.stop()

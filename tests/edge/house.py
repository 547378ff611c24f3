"""The edge in this process, on fakes of its ports: no server, no socket."""

import json
import time
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass, field
from typing import Any

import httpx2
import jwt
from cryptography.hazmat.primitives.asymmetric import rsa
from jwt.algorithms import RSAAlgorithm
from litestar import Litestar

from choreography.envelope import Envelope
from choreography.intake import body_hash
from choreography.keyring import MemoryKeyring
from choreography.memory.nats import MemoryNats
from choreography.ports import Unreachable
from choreography.sight.tracer import SILENT, Tracer
from contracts.base import Message
from edge.app import create_app
from edge.asking.keys_seen import MemoryKeysSeen
from edge.board import MemoryBoard
from edge.limits.bucket import MemoryBuckets
from edge.outside import Outside
from edge.reading.people import KEYS
from edge.reading.pool import Reads
from edge.reading.reading import from_postgres
from edge.settings import EdgeSettings
from edge.world import World

KEY = rsa.generate_private_key(public_exponent=65537, key_size=2048)
JWK = RSAAlgorithm.to_jwk(KEY.public_key(), as_dict=True) | {"kid": "k1", "use": "sig", "alg": "RS256"}
Replies = Callable[[str, dict[str, Any]], Message | None]


def token(sub: str = "ann", key: Any = KEY, head: dict[str, str] | None = None, **claims: Any) -> str:
    """Of who has just signed in by a password; a claim that is None is not made."""
    now = int(time.time())
    said = {"iss": "boxoffice", "aud": "boxoffice", "sub": sub, "sid": f"{sub}-1", "roles": ["buyer"]}
    said |= {"jti": str(time.time_ns()), "iat": now, "auth_time": now, "exp": now + 3600, **claims}
    said = {name: claim for name, claim in said.items() if claim is not None}
    return jwt.encode(said, key, "RS256", {"kid": "k1", "typ": "at+jwt"} | (head or {}))


class FakeReads(Reads):
    """By query, what is found; an exception is raised. Nothing is found for all others.

    `private` is found by one user alone.
    """

    def __init__(self) -> None:
        super().__init__("", 0, 0)
        self.found: dict[str, Any] = {KEYS: json.dumps([JWK]).encode()}
        self.private: dict[str, tuple[str, bytes]] = {}
        self.asked: list[str] = []

    async def text(self, query: str, *args: object) -> bytes | None:
        self.asked.append(query)
        if query in self.private and self.private[query][0] in args:
            return self.private[query][1]
        if isinstance(found := self.found.get(query), Exception):
            raise found
        return found  # type: ignore[no-any-return]

    async def rows(self, query: str, *args: object) -> list[Any]:
        self.asked.append(query)
        if isinstance(found := self.found.get(query, []), Exception):
            raise found
        return list(found)


@dataclass
class FakeLog:
    """Answers each command over NATS before it is acknowledged, as fast as it could ever be."""

    nats: MemoryNats
    said: list[tuple[Envelope, dict[str, Any]]] = field(default_factory=list)
    replies: Replies = lambda name, body: None
    away: bool = False

    async def send(self, envelope: Envelope, body: bytes, timeout: float) -> None:
        if self.away:
            raise Unreachable("away")
        self.said.append((envelope, json.loads(body)))
        if answer := self.replies(envelope.type, json.loads(body)):
            head = {"id": "a1", "type": type(answer).__name__, "body": answer.model_dump(mode="json")}
            await self.nats.tell(f"answers.{envelope.id}.{body_hash(body)}", json.dumps(head).encode())

    def of(self, name: str) -> list[tuple[Envelope, dict[str, Any]]]:
        return [one for one in self.said if one[0].type == name]


@dataclass
class House:
    app: Litestar
    client: httpx2.AsyncClient
    log: FakeLog
    nats: MemoryNats
    buckets: MemoryBuckets
    reads: FakeReads
    board: MemoryBoard

    @property
    def world(self) -> World:
        found: World = self.app.state.world
        return found

    async def asks(self, method: str, path: str, who: str = "ann", **more: Any) -> httpx2.Response:
        headers = {"Authorization": f"Bearer {token(who)}"} if who else {}
        return await self.client.request(method, path, headers=headers | more.pop("headers", {}), **more)


@asynccontextmanager
async def open_house(tracer: Tracer = SILENT, **settings: Any) -> AsyncIterator[House]:
    nats, board, reads = MemoryNats(), MemoryBoard(), FakeReads()
    buckets = MemoryBuckets(board)
    log = FakeLog(nats)
    outside = Outside(
        log, nats, buckets, MemoryKeysSeen(), MemoryKeyring(), from_postgres(reads, 500), board, tracer=tracer
    )
    app = create_app(EdgeSettings(**settings), outside)
    transport = httpx2.ASGITransport(app=app, raise_app_exceptions=False)
    world: World = app.state.world
    async with world.running(), httpx2.AsyncClient(transport=transport, base_url="http://edge") as client:
        yield House(app, client, log, nats, buckets, reads, board)

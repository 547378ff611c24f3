"""Where the running system is: told by `--at`, else by the ready file of `boxoffice up`, else by the environment."""

import asyncio
import json
import os
import sys
from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from contextlib import asynccontextmanager, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import asyncpg
import typer

from choreography.kafka.settings import KafkaSettings
from choreography.mesh import MeshSettings
from choreography.ports import Unreachable, WrongTopic
from ops.client.running import HERE, ready_file
from ops.client.tools import DOOR, reaching
from ops.inspector import Inspector
from ops.inspector.remote import RemoteInspector

KEYS = {"postgres", "replica", "nats", "redis"}
"""Of the ready file, what the mesh's settings are about."""
T = TypeVar("T")


class NowhereError(ValueError):
    """Nothing is there that could be a running system."""


@dataclass(frozen=True)
class Place:
    """`tools` is the operators' socket of a box office in memory, which has no servers, or the address of its door;
    empty for a real one.
    """

    mesh: MeshSettings
    kafka: KafkaSettings
    tools: str = ""


def find(at: str = "") -> Place:
    """Raises NowhereError."""
    if at.startswith(("postgresql://", "postgres://")):
        return Place(MeshSettings(postgres=at), KafkaSettings())
    if at.startswith(DOOR):
        return Place(MeshSettings(), KafkaSettings(), at)
    if at or HERE.exists():
        return _from_file(ready_file(at))
    return Place(MeshSettings(), KafkaSettings())


def _from_file(path: Path) -> Place:
    try:
        said: dict[str, Any] = json.loads(path.read_text())
        if tools := said.get("tools"):
            return Place(MeshSettings(), KafkaSettings(), str(tools))
        if file := said.get("credentials"):
            become(Path(file))
        mesh = {key: said[key] for key in KEYS if said.get(key) and not file}
        kafka = {key: said[key] for key in ("partitions",) if key in said}
        return Place(MeshSettings(**mesh), KafkaSettings(bootstrap=said["kafka"], **kafka))
    except (OSError, ValueError, KeyError, TypeError, AttributeError) as error:
        raise NowhereError(f"{path} is no ready file: {error!r}") from error


def become(file: Path) -> None:
    """Who this process is to servers that ask. Its clients read that from the environment, wherever they are made."""
    for line in file.read_text().splitlines():
        name, _, value = line.partition("=")
        os.environ[name] = value


def ask(at: str, work: Callable[[Inspector], Awaitable[T]]) -> T:
    """What the running system answers. The process ends with 2 if it cannot be asked."""
    with or_exit():
        return asyncio.run(_ask(find(at), work))


@contextmanager
def or_exit() -> Iterator[None]:
    """The process ends with 2, and says why, if what is done here finds no running system, or cannot ask it."""
    try:
        yield
    except (NowhereError, Unreachable, WrongTopic, asyncpg.PostgresError, OSError) as error:
        print(f"boxoffice: {type(error).__name__}: {error}", file=sys.stderr)
        raise typer.Exit(2) from error


async def _ask(place: Place, work: Callable[[Inspector], Awaitable[T]]) -> T:
    async with looking(place) as inspector:
        return await work(inspector)


@asynccontextmanager
async def looking(place: Place) -> AsyncIterator[Inspector]:
    if place.tools:
        async with reaching(place.tools) as tools:
            yield RemoteInspector(tools)
        return
    from ops.inspector.real import inspecting  # noqa: PLC0415 in memory nobody needs the servers' clients

    async with inspecting(place.mesh, place.kafka) as inspector:
        yield inspector

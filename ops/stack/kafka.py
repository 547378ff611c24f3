"""Kafka brokers, each its own controller too (KRaft)."""

import base64
import ssl
import struct
import sys
import uuid
from pathlib import Path

from ops.stack.addresses import HOST
from ops.stack.jars import jars, missing
from ops.stack.java import WarmUp, java
from ops.stack.probe import answers
from ops.stack.process import run
from ops.stack.server import Server, nothing

PROPERTIES = Path(__file__).with_name("kafka.properties")
METADATA_OF_NO_TOPIC = struct.pack(">ihhih5si", 19, 3, 1, 1, 5, b"stack", 0)
KNOWN_REQUESTS = struct.pack(">ihhih5s", 15, 18, 0, 1, 5, b"stack")


async def kafka(data: Path, ports: dict[str, int], node: int, nodes: int, guard: Path | None = None) -> Server:
    """The jars must be there: see `fetched`."""
    home, classpath = data / f"kafka{node}", ":".join(str(jar.file) for jar in jars())
    config, warm_up = written(home, ports, node, nodes, guard), WarmUp(classpath)
    if not (home / "log/meta.properties").exists():
        format_it = ["kafka.tools.StorageTool", "format", f"--cluster-id={cluster_id(data)}", "-c", str(config)]
        await run(*java(classpath, *warm_up.used()), *format_it)
    recorder = node == 1
    flags = warm_up.used_or_recorded() if recorder else warm_up.used()
    argv = [*java(classpath, *flags), "kafka.Kafka", str(config)]
    port, halted = ports[f"kafka{node}"], warm_up.keep if recorder else nothing
    return Server(f"kafka{node}", argv, lambda: serves(node, port, guard), halted=halted)


async def fetched() -> None:
    """In a process of its own, so that a start can be broken off meanwhile."""
    if missing():
        await run(sys.executable, "-m", "ops.stack.fetch")


def written(home: Path, ports: dict[str, int], node: int, nodes: int, guard: Path | None) -> Path:
    home.mkdir(exist_ok=True)
    config = home / "server.properties"
    values = {
        "node": node,
        "home": home,
        "broker": ports[f"kafka{node}"],
        "controller": ports[f"controller{node}"],
        "voters": ",".join(f"{n}@{HOST}:{ports[f'controller{n}']}" for n in range(1, nodes + 1)),
        "copies": min(nodes, 3),
        "in_sync": min(nodes, 2),
    }
    guarded = (guard / "kafka/server.properties").read_text() if guard else ""
    config.write_text(PROPERTIES.read_text().format(**values) + guarded)
    return config


def cluster_id(data: Path) -> str:
    """The same for all nodes of this data folder, for ever."""
    file = data / "cluster"
    if not file.exists():
        file.write_text(base64.urlsafe_b64encode(uuid.uuid4().bytes).rstrip(b"=").decode())
    return file.read_text()


async def serves(node: int, port: int, guard: Path | None) -> bool:
    """One that asks who speaks says to strangers which requests it knows, and no more."""
    if guard:
        tls = ssl.create_default_context(cafile=guard / "ca.pem")
        return await answers(port, KNOWN_REQUESTS, lambda got: len(got) > len(KNOWN_REQUESTS), tls=tls)
    return await knows_itself(node, port)


async def knows_itself(node: int, port: int) -> bool:
    """Its answer to a metadata request lists the live brokers; when it is among them, the controller has let it in."""
    itself = struct.pack(f">ih{len(HOST)}si", node, len(HOST), HOST.encode(), port)
    return await answers(port, METADATA_OF_NO_TOPIC, lambda got: itself in got)

"""Kafka brokers, each its own controller too (KRaft)."""

import base64
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


async def kafka(data: Path, ports: dict[str, int], node: int, nodes: int) -> Server:
    """The jars must be there: see `fetched`."""
    home, classpath = data / f"kafka{node}", ":".join(str(jar.file) for jar in jars())
    config, warm_up = written(home, ports, node, nodes), WarmUp(classpath)
    if not (home / "log/meta.properties").exists():
        format_it = ["kafka.tools.StorageTool", "format", f"--cluster-id={cluster_id(data)}", "-c", str(config)]
        await run(*java(classpath, *warm_up.used()), *format_it)
    recorder = node == 1
    flags = warm_up.used_or_recorded() if recorder else warm_up.used()
    argv = [*java(classpath, *flags), "kafka.Kafka", str(config)]
    port, halted = ports[f"kafka{node}"], warm_up.keep if recorder else nothing
    return Server(f"kafka{node}", argv, lambda: knows_itself(node, port), halted=halted)


async def fetched() -> None:
    """In a process of its own, so that a start can be broken off meanwhile."""
    if missing():
        await run(sys.executable, "-m", "ops.stack.fetch")


def written(home: Path, ports: dict[str, int], node: int, nodes: int) -> Path:
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
    config.write_text(PROPERTIES.read_text().format(**values))
    return config


def cluster_id(data: Path) -> str:
    """The same for all nodes of this data folder, for ever."""
    file = data / "cluster"
    if not file.exists():
        file.write_text(base64.urlsafe_b64encode(uuid.uuid4().bytes).rstrip(b"=").decode())
    return file.read_text()


async def knows_itself(node: int, port: int) -> bool:
    """Its answer to a metadata request lists the live brokers; when it is among them, the controller has let it in."""
    itself = struct.pack(f">ih{len(HOST)}si", node, len(HOST), HOST.encode(), port)
    return await answers(port, METADATA_OF_NO_TOPIC, lambda got: itself in got)
